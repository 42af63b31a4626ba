"""Whoever is erased is gone from the journal, and it replays to what it was for everybody else: by random histories."""

import re
from functools import cache
from typing import Any

import pytest

from moot.rooms.boards.field import TextWritten
from moot.rooms.boards.note import NoteAdded
from moot.rooms.boards.section import SectionAdded
from moot.rooms.canvases.canvas import Canvas, Presenting, owned
from moot.rooms.entry import Entry, Ledger, decode_ledger, deed_of, encode
from moot.rooms.people.people import Person
from moot.rooms.protection.erase import Erase, Extent, nameless
from moot.rooms.protection.erasing import erased
from moot.rooms.protection.shared_texts import GONE
from moot.rooms.record.difference import differences_between
from moot.rooms.shape import changed, without
from moot.rooms.workshop import NOTHING, Workshop
from tests.rooms.test_laws import Histories, goes_on
from tests.rooms.world import Unheld

EXTENTS: tuple[Extent, ...] = ("name", "own", "words")
WHO, NEW, CALLED = "p0", "x0", "Person 4"


@cache
def a_journal(seed: int, extent: Extent, who: str = WHO) -> tuple[Entry, ...]:
    history = Histories()
    history.of_world = Unheld
    for _ in goes_on(history, seed):
        pass
    made, joined = history.world.changes[:1], history.world.changes[1 : history.before]
    entries = [Entry(0, (deed_of(tuple(made)),)), Entry(0, (deed_of(tuple(joined)),))]
    entries += [Entry(n, (deed_of(did, by, "tab", n),)) for n, (by, did) in enumerate(history.asked, 1)]
    changes = history.world.do(Erase(people=(who,), called=CALLED, extent=extent))
    return (*entries, Entry(len(entries), (deed_of(changes),)))


def replayed(entries: tuple[Entry, ...], *, told: bool = False) -> Ledger:
    """Once told, also to whom."""
    ledger = Ledger(NOTHING)
    for entry in entries:
        workshop = ledger.workshop
        for change in [change for deed in entry.deeds for change in deed.did] if told else ():
            after = change.evolve(workshop)
            change.seen(workshop, after)
            workshop = after
        ledger = ledger.after(entry)
    return ledger


@pytest.mark.parametrize("seed", range(18))
def test_everybody_elses_work_is_as_it_was(seed: int) -> None:
    """E2, E3, E4, E5."""
    extent = EXTENTS[seed % 3]
    entries = a_journal(seed, extent)
    known, left = replayed(entries), replayed(anew := erased(entries, {WHO: NEW}), told=True)
    assert [entry.at for entry in anew] == [entry.at for entry in entries], "each is at its place"
    assert left.asked == without(known.asked, WHO), "others' requests are known, and answered again"
    expected = renamed(changed(known, workshop=apart(known.workshop, extent), asked={})).workshop
    now = left.workshop
    if extent == "words":
        now, expected = without_texts(now, entries), without_texts(expected, entries)
    now, expected = (changed(one, did={}, spotlight=None) for one in (now, expected))  # what it needs is made anew
    for field in Workshop.__struct_fields__:
        assert getattr(now, field) == getattr(expected, field), (field, differences_between(now, expected))
    assert_is_gone(anew, left)


def test_a_trainer_is_erased_like_anybody() -> None:
    """E2."""
    entries = a_journal(7, "name", "t")
    left = replayed(anew := erased(entries, {"t": NEW}), told=True)
    assert not any(word in encode(anew).decode() for word in ('"t"', "Žofie"))
    assert left.workshop.people[NEW].called == CALLED


def assert_is_gone(entries: tuple[Entry, ...], ledger: Ledger) -> None:
    written = encode(entries).decode() + encode(ledger).decode()
    assert not re.search(rf"\b{WHO}\b", written)


def renamed(ledger: Ledger) -> Ledger:
    written = encode(ledger).decode().replace(f'"{WHO}"', f'"{NEW}"').replace(f':{WHO}"', f':{NEW}"')
    return decode_ledger(written)


def apart(workshop: Workshop, extent: Extent) -> Workshop:
    """What should be left, said of the state and not of the entries."""
    own = extent != "name"

    def person(one: Person) -> Person:
        return nameless(one, CALLED) if one.id == WHO else one

    def note(one: Any) -> Any:
        return changed(one, by="", text=GONE if extent == "words" else one.text) if one.by == WHO else one

    def board(one: Any) -> Any:
        kept = {n.id: note(n) for n in one.notes.values() if n.by != WHO or not (n.private or n.deleted_by)}
        hidden = {n.id: n for n in one.aside.notes.values() if n.by != WHO}  # what all saw no more goes as a whole
        sections = {
            id: changed(section, hidden_before=tuple(n for n in section.hidden_before if n in hidden))
            for id, section in one.aside.sections.items()
        }
        notes = {id: changed(n, into=n.into if n.into in kept else "") for id, n in kept.items()}
        return changed(one, notes=notes, aside=changed(one.aside, notes=hidden, sections=sections))

    def room(one: Any) -> Any:
        boards = {key: board(known) for key, known in one.boards.items()}
        hands = {"hands": without(one.hands, WHO), "hands_since": without(one.hands_since, WHO)}
        return changed(one, **hands, finished=without(one.finished, WHO), boards=boards)

    def canvas(one: Canvas) -> Canvas:
        kept = (f for f in one.feedback.values() if f.by != WHO or (f.released and extent != "words"))
        return changed(one, feedback={f.id: changed(f, by="") if f.by == WHO else f for f in kept})

    def question(one: Any) -> Any:
        text = GONE if extent == "words" else one.text
        return changed(one, by="", anonymous=True, text=text) if one.by == WHO else one

    def presenting(one: Presenting) -> Presenting | None:
        if not own:
            return one
        order = tuple(p for p in one.order if p != WHO)
        one = changed(one, now="", ends=0) if one.now == WHO else one
        return changed(one, order=order, before="" if one.before == WHO else one.before) if order else None

    def form(one: Any) -> Any:
        return changed(one, answers=without(one.answers, WHO)) if own else one

    def is_own(key: str) -> bool:
        plan = workshop.activities[owned(key).activity].canvas
        return own and owned(key).owner == WHO and plan is not None and plan.scope == "person"

    shown = {key: presenting(one) for key, one in workshop.presenting.items()}
    return changed(
        workshop,
        people={one.id: person(one) for one in workshop.people.values()},
        rooms={key: room(one) for key, one in workshop.rooms.items()},
        canvases={key: canvas(one) for key, one in workshop.canvases.items() if not is_own(key)},
        questions={key: question(one) for key, one in workshop.questions.items()},
        forms={key: left for key, one in workshop.forms.items() if (left := form(one)).answers},
        check_ins=without(workshop.check_ins, WHO) if own else workshop.check_ins,
        presenting={key: one for key, one in shown.items() if one},
        reviews={
            key: {
                giver: tuple(owner for owner in owners if not own or owner != WHO)
                for giver, owners in by.items()
                if not own or giver != WHO
            }
            for key, by in workshop.reviews.items()
        },
        consents=without(workshop.consents, WHO),
    )


def without_texts(workshop: Workshop, entries: tuple[Entry, ...]) -> Workshop:
    """Without those texts that the person had a hand in, and what is copied from them."""
    theirs = {
        (change.board, getattr(change, "place", ""))
        for entry in entries
        for deed in entry.deeds
        for change in deed.did
        if deed.by == WHO and isinstance(change, TextWritten)
    }
    copied = {
        (change.board, f"{change.section.id}/challenge")
        for entry in entries
        for deed in entry.deeds
        for change in deed.did
        if isinstance(change, SectionAdded) and (change.section.origin or deed.by == WHO)
    }
    hands = theirs | copied

    def parts(key: str, known: Any) -> Any:
        return changed(
            known,
            texts={place: text for place, text in known.texts.items() if (key, place) not in hands},
            clusters={id: changed(cluster, title="") for id, cluster in known.clusters.items()},
        )

    def room(one: Any) -> Any:
        boards = {key: changed(parts(key, b), aside=parts(key, b.aside)) for key, b in one.boards.items()}
        return changed(one, boards=boards)

    canvases = {k: changed(c, texts={}, values={}) for k, c in workshop.canvases.items() if k.endswith(":p1")}
    return changed(workshop, rooms={k: room(r) for k, r in workshop.rooms.items()}, canvases=canvases, gathered={})


def test_there_was_something_to_erase() -> None:
    """A law says little of what never happens."""
    journals = [a_journal(seed, EXTENTS[seed % 3]) for seed in range(6)]
    deeds = [deed for entries in journals for entry in entries for deed in entry.deeds if deed.by == WHO]
    did = [change for deed in deeds for change in deed.did]
    assert sum(isinstance(change, NoteAdded) for change in did) > 2
    assert len({type(change) for change in did}) > 12
