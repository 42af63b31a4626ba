"""What webhooks are told: which changes are worth a notice, and what a notice says when it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from moot.rooms.asking import Changes, Moment
from moot.rooms.ballots.decision import Decision, Rule
from moot.rooms.boards.lineage import challenge_of
from moot.rooms.limits import NOTICES
from moot.rooms.outside.webhook import Kind, Notice, NoticeDue, NoticesMissed
from moot.rooms.refusals import Refused
from moot.rooms.shape import Value, Words, changed
from moot.rooms.stages.run import Run, plan_of

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class About(Value, kw_only=True):
    """The data of a payload."""

    workshop: str
    rooms: tuple[str, ...] = ()
    activity: str = ""
    stage: str = ""
    title: Words = {}
    """Of the stage."""
    ends: int = 0
    """When its clock reaches 0:00, in milliseconds since 1970; when it ended."""
    section: str = ""
    challenge: str = ""
    winner: str = ""
    """What the idea says."""
    rule: Rule | None = None
    reason: str = ""
    snapshot: str = ""
    name: str = ""
    """Of a snapshot that a trainer took."""


def notices_of(before: Workshop, changes: Changes, when: Moment) -> Changes:
    """Those that are due with these changes, for each webhook that wants to be told; and how many more it misses."""
    if not before.webhooks or not changes:
        return ()
    after = before.after(changes)
    waiting = Counter(notice.webhook for notice in before.notices.values())
    due, missed = list[NoticeDue](), Counter[str]()
    for notice in _together(_worth_telling(before, after, when.at)):
        for webhook in before.webhooks.values():
            if notice.kind not in webhook.kinds:
                continue
            if waiting[webhook.id] >= NOTICES:
                missed[webhook.id] += 1
            else:
                waiting[webhook.id] += 1
                id = f"{when.at:x}{when.chance:012x}{len(due):x}"
                due.append(NoticeDue(notice=changed(notice, id=id, webhook=webhook.id)))
    return (*due, *(NoticesMissed(webhook=id, notices=n, at=when.at) for id, n in missed.items()))


def _worth_telling(before: Workshop, after: Workshop, now: int) -> Iterator[Notice]:
    """By what is otherwise than before: so whatever starts a stage or withdraws a decision is told, in any way."""
    for room in after.rooms.values():
        known = before.rooms.get(room.id)
        if room is not known:
            yield from _of_stage(room.id, known.run if known else None, room.run, now)
            boards = known.boards if known else {}
            for key, board in room.boards.items():
                if board is not boards.get(key):
                    decided = boards[key].decisions if key in boards else {}
                    yield from _of_decisions(room.id, key, decided, board.decisions, now)
    for snapshot in after.snapshots.values():
        if snapshot.why == "by-hand" and snapshot.id not in before.snapshots:
            yield _notice("snapshot-taken", "", now, snapshot=snapshot.id)


def _of_stage(room: str, was: Run | None, run: Run | None, now: int) -> Iterator[Notice]:
    if was and was.state != "over" and (run is None or run.name != was.name or run.state == "over"):
        ends = run.ends if run and run.name == was.name else now
        yield _notice("stage-ended", room, now, activity=was.activity, stage=was.stage, ends=ends)
    again = was is None or run is None or was.name != run.name or was.state == "over" or was.started != run.started
    if run and run.state != "over" and again:
        yield _notice("stage-started", room, now, activity=run.activity, stage=run.stage, ends=run.ends)


def _of_decisions(
    room: str, board: str, was: dict[str, Decision], decisions: dict[str, Decision], now: int
) -> Iterator[Notice]:
    for section in {**was, **decisions}:
        if section not in decisions:
            yield _notice("decision-withdrawn", room, now, activity=board, section=section)
        elif decisions[section] != was.get(section):
            yield _notice("decision-made", room, now, activity=board, section=section)


def _notice(kind: Kind, room: str, now: int, **about: Any) -> Notice:
    return Notice(id="", webhook="", kind=kind, at=now, due=now, rooms=(room,) if room else (), **about)


def _together(notices: Iterator[Notice]) -> list[Notice]:
    """One for all rooms of which the same is to be said."""
    same: dict[Notice, list[str]] = {}
    for notice in notices:
        same.setdefault(changed(notice, rooms=()), []).extend(notice.rooms)
    return [changed(notice, rooms=tuple(rooms)) for notice, rooms in same.items()]


def about(workshop: Workshop, notice: Notice) -> About:
    """What a notice says now. Of a stage, or of an idea that won for all to see: nothing that is secret."""
    said = About(
        workshop=workshop.id,
        rooms=notice.rooms,
        activity=notice.activity,
        stage=notice.stage,
        ends=notice.ends,
        section=notice.section,
        snapshot=notice.snapshot,
    )
    if notice.snapshot in workshop.snapshots:
        return changed(said, name=workshop.snapshots[notice.snapshot].name)
    if notice.stage:
        return changed(said, title=_title(workshop, notice))
    board = workshop.board(notice.rooms[0], notice.activity) if notice.rooms else None
    if board is None or notice.section not in board.sections:
        return said
    said = changed(said, challenge=challenge_of(board, notice.section))
    decision = board.decisions.get(notice.section)
    note = board.notes.get(decision.note) if decision else None
    if notice.kind != "decision-made" or decision is None or note is None:
        return said
    return changed(said, winner=note.text, rule=decision.rule, reason=decision.reason)


def _title(workshop: Workshop, notice: Notice) -> Words:
    try:
        activity, at = plan_of(workshop, notice.activity, notice.stage)
    except Refused:
        return {}
    return activity.stages[at].title
