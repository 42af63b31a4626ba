"""How each block of a report is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from moot.rooms.results.report import (
    AnyBlock,
    DecisionRecord,
    FeedbackOn,
    FormResult,
    OwnDeeds,
    Participants,
    Plan,
    Questions,
    Sheet,
    Statements,
    Step,
    Wall,
    WallNote,
)
from moot.server.results.labels import Labels
from moot.server.results.parts import AnyPart, Bars, Card, Cards, Facts, Framed, Heading, Path, Table, Words

TOLD = 6
"""Steps, and indicators, of one challenge."""


def parts_of(block: AnyBlock, labels: Labels) -> Iterator[AnyPart]:
    match block:
        case Wall():
            yield from _wall(block, labels)
        case DecisionRecord():
            yield from _record(block, labels)
        case Sheet():
            yield from _sheet(block, labels)
        case Statements():
            yield from (Framed(labels.owner(one.by, one.room), one.text) for one in block.statements)
        case FeedbackOn():
            yield from _feedback(block, labels)
        case FormResult():
            yield from _form(block, labels)
        case Questions():
            yield from _questions(block, labels)
        case Plan():
            yield from _plan(block, labels)
        case Participants():
            yield from _people(block, labels)
        case OwnDeeds():
            head = (labels.words.gettext("What it is"), labels.words.gettext("About"), labels.words.gettext("Text"))
            yield Table(head=head, rows=tuple((labels.deeds[one.what], one.about, one.text) for one in block.deeds))
        case _:
            assert_never(block)


def _wall(wall: Wall, labels: Labels) -> Iterator[AnyPart]:
    yield Heading(3, labels.words.gettext("The board of group {number}", number=wall.room))
    if wall.legend:
        meanings = (f"{labels.words.gettext('Colour {number}', number=n + 1)}: {m}" for n, m in wall.legend.items())
        yield Words(" · ".join(meanings), "small")
    for section in wall.sections:
        yield Heading(4, section.title or labels.words.gettext("A challenge without a name"))
        if section.causes:
            yield Facts(((labels.fields["causes"], section.causes),))
        for group in section.groups:
            yield Cards(group.title, tuple(_card(note, wall, labels) for note in group.notes))


def _card(note: WallNote, wall: Wall, labels: Labels) -> Card:
    merged = labels.words.gettext("with: {texts}", texts=" / ".join(note.merged)) if note.merged else ""
    foot = " · ".join(part for part in (note.by, wall.legend.get(note.colour, ""), merged) if part)
    return Card(note.text, foot, note.colour)


def _record(record: DecisionRecord, labels: Labels) -> Iterator[AnyPart]:
    _ = labels.words.gettext
    title = record.challenge or _("A challenge without a name")
    yield Heading(3, f"{labels.room(record.room)}: {title}" if record.room else title)  # its causes stand on the board
    for one in record.rounds:
        voted = labels.words.ngettext("{n} person voted", "{n} people voted", one.people) if one.people else ""
        name = _("The ballot") if one.number == 1 else _("Run-off {number}", number=one.number - 1)
        items = tuple(
            (told.text or _("deleted since"), told.number, labels.words.ngettext("{n} dot", "{n} dots", told.number))
            for told in one.result
        )
        won = next((at for at, told in enumerate(one.result) if told.text and told.text == record.winner), -1)
        yield Bars(title=f"{name} · {voted}" if voted else name, items=items, marked=won)
    if record.winner:
        yield Framed(_("Winner"), record.winner, " ".join(_because(record, labels)))
    elif record.rounds:
        yield Words(_("Nothing was decided here yet."), "small")
    if record.details:
        yield Facts(tuple((labels.fields.get(one.key, one.key), one.text) for one in record.details))
    if path := tuple(_path(record, labels)):
        yield Path(path)


def _because(record: DecisionRecord, labels: Labels) -> Iterator[str]:
    _ = labels.words.gettext
    if record.winner_by:
        yield _("By {name}.", name=record.winner_by)
    if record.rule:
        yield labels.rules[record.rule]
    if record.reason:
        yield _("The reason: {reason}", reason=record.reason)
    if record.decided_at and record.decided_by:
        yield _("Confirmed by {name}, {date}.", name=record.decided_by, date=labels.moment(record.decided_at))
    elif record.decided_at:
        yield _("Confirmed on {date}.", date=labels.moment(record.decided_at))


def _path(record: DecisionRecord, labels: Labels) -> Iterator[tuple[str, str]]:
    """Only where there is more than what stands above it."""
    _ = labels.words.gettext
    if not (record.shared or record.steps):
        return
    if record.shared:
        yield _("Shared"), " / ".join(record.shared)
    yield _("Challenge"), record.challenge
    if record.ideas:
        yield _("Ideas"), str(record.ideas)
    if record.winner:
        yield _("Winner"), record.winner
    yield from _told(_("Step"), record.steps, labels)
    yield from _told(_("Indicator"), record.indicators, labels)


def _told(name: str, texts: tuple[str, ...], labels: Labels) -> Iterator[tuple[str, str]]:
    """Each once; of many the first: all of them stand in the plans."""
    told = list(dict.fromkeys(texts))
    yield from ((name, text) for text in told[:TOLD])
    if more := len(told) - TOLD if len(told) > TOLD else 0:
        yield name, labels.words.ngettext("and {n} more", "and {n} more", more)


def _sheet(sheet: Sheet, labels: Labels) -> Iterator[AnyPart]:
    yield Heading(3, labels.owner(sheet.owner, sheet.room))
    if sheet.all_rows:
        yield Facts(tuple((one.title, one.text) for one in sheet.all_rows))
    if sheet.rows:
        rows = tuple(
            (str(number), *(labels.days_in(cell) if at in sheet.time_frames else cell for at, cell in enumerate(row)))
            for number, row in enumerate(sheet.rows, 1)
        )
        numbered = sheet.row_title if sheet.row_title and sheet.row_title not in sheet.columns else "№"
        yield Table(head=(numbered, *sheet.columns), rows=rows)


def _feedback(given: FeedbackOn, labels: Labels) -> Iterator[AnyPart]:
    _ = labels.words.gettext
    yield Heading(3, _("Feedback for {name}", name=labels.owner(given.owner, given.room)))
    rows = tuple(
        (
            f"{one.about or _('Statement')}: {one.row}" if one.row else one.about,
            one.text,
            one.by or _("without a name"),
            labels.verdicts[one.verdict],
        )
        for one in given.remarks
    )
    yield _saying(Table(head=(_("About"), _("Feedback"), _("From"), _("What became of it")), rows=rows))


def _form(result: FormResult, labels: Labels) -> Iterator[AnyPart]:
    _, ngettext = labels.words.gettext, labels.words.ngettext
    answers = ngettext("{n} person answered", "{n} people answered", result.people)
    if result.counts:
        mean = _("on average {mean}", mean=f"{result.mean:.1f}") if result.mean is not None else ""
        title = " · ".join(part for part in (result.title, answers, mean) if part)
        items = tuple((one.text, one.number, str(one.number)) for one in result.counts)
        yield Bars(kind="pillars" if result.kind == "scale" else "bars", title=title, items=items)
    else:
        yield Heading(3, f"{result.title} · {answers}")
        yield from (Words(text, "quote") for text in result.texts)


def _questions(asked: Questions, labels: Labels) -> Iterator[AnyPart]:
    _ = labels.words.gettext
    head = (_("Question"), _("From"), _("Upvotes"), _("Answer"))
    rows = tuple(
        (
            "\n".join((one.text, *one.merged)),
            one.by or _("without a name"),
            str(one.upvotes),
            one.answer or (_("Answered") if one.answered else ""),
        )
        for one in asked.questions
    )
    yield Table(head=head, rows=rows)


def _plan(plan: Plan, labels: Labels) -> Iterator[AnyPart]:
    _ = labels.words.gettext
    yield Heading(2, plan.owner)
    if plan.steps:
        days = sorted({days for step in plan.steps for days in _reported(step)})
        goes = _("After {days} days", days=", ".join(map(str, days))) if days else _("How it goes")
        head = (_("Step"), _("Responsible"), _("When"), _("Indicators"), goes)
        yield _saying(Table(head=head, rows=tuple(_step(step, days, labels) for step in plan.steps)))
    yield from (Words(f"{labels.after(days)}: {note}", "quote") for days, note in plan.notes.items())


def _reported(step: Step) -> set[int]:
    return {*step.states, *(days for one in step.indicators for days in one.readings)}


def _step(step: Step, days: list[int], labels: Labels) -> tuple[str, ...]:
    carried = labels.words.gettext("(for “{challenge}”)", challenge=step.challenge) if step.challenge else ""
    indicators = (f"{one.name}: {one.target}" if one.target else one.name for one in step.indicators)
    states = [" → ".join(labels.states[step.states.get(day, "")] or "–" for day in days)] if step.states else []
    readings = (
        f"{one.name}: {' → '.join(one.readings.get(day, '–') for day in days)}"
        for one in step.indicators
        if one.readings
    )
    return (
        "\n".join(part for part in (step.text, carried) if part),
        ", ".join(step.responsible),
        labels.period(step.start, step.due),
        "\n".join(indicators),
        "\n".join((*states, *readings)),
    )


def _people(took_part: Participants, labels: Labels) -> Iterator[AnyPart]:
    _ = labels.words.gettext
    head = (_("Name"), _("Organisation"), _("Country"), _("Group"), _("Role"))
    rows = ((p.name, p.organisation, p.country, labels.room(p.room), labels.roles[p.role]) for p in took_part.people)
    yield _saying(Table(head=head, rows=tuple(rows)))


def _saying(table: Table) -> Table:
    """Without the columns that are empty."""
    kept = [at for at in range(len(table.head)) if any(row[at] for row in table.rows)]
    return Table(
        head=tuple(table.head[at] for at in kept), rows=tuple(tuple(row[at] for at in kept) for row in table.rows)
    )
