"""The programme changes while the workshop runs: what may, what has work in it and stays, and what people see then."""

from collections.abc import Callable

import msgspec
import pytest

from moot.rooms.after.check_in import ReportNote
from moot.rooms.asking import Moment
from moot.rooms.boards.note import AddNote, DeleteNote
from moot.rooms.boards.section import AddSection, RemoveSection
from moot.rooms.canvases.canvas import Indicator, Indicators
from moot.rooms.canvases.cell import SetCell
from moot.rooms.forms.form import Answer, AnswerField
from moot.rooms.programmes.change import ChangeProgramme, revision_of
from moot.rooms.programmes.file import Document
from moot.rooms.programmes.programme import Programme
from moot.rooms.programmes.work import Obstacle, obstacles
from moot.rooms.record.effect import effect_of
from moot.rooms.record.taking_back import TakeBack
from moot.rooms.refusals import Reason
from moot.rooms.stages.message import Show, Shown
from moot.rooms.stages.stage import PassTime, StartStage
from moot.rooms.stages.timetable import SetLength
from tests.rooms.canvases.writing import write
from tests.rooms.programmes.edits import activity, edited, part, without
from tests.rooms.world import ACADEMY, World, varied

FORM = "feedback-day-4"
WORDS = {"en": "Anew", "pl": "Na nowo"}
LATER = 1_749_000_000_000  # when the check-in after 90 days is near
Edit = Callable[[Document], object]


def at_work(now: int = 1_000) -> World:
    """Something in each kind of activity."""
    world = World(3, now=now)
    world.do(StartStage("share", "collect"), "t")
    world.do(AddNote(room=world.room("p0"), section="share-0", id="note0000", text="Nobody has time"), "p0")
    world.do(StartStage("value", "stakeholders"), "t")
    world.do(write("Small firms", "row0/stakeholder", "value:p0"), "p0")
    world.do(StartStage(FORM, "answer"), "t")
    world.do(AnswerField(activity=FORM, field="useful", answer=Answer((4,))), "p0")
    world.do(
        SetCell(
            canvas="plan:p0", row="row0", column="indicators", value=Indicators((Indicator(id="members1", name="M"),))
        ),
        "t",
    )
    return world


def change(world: World, edit: Edit) -> ChangeProgramme:
    return ChangeProgramme(edited(world.workshop.programme, edit), revision_of(world.workshop.programme))


def in_the_way(world: World, edit: Edit) -> list[Obstacle]:
    request = change(world, edit)
    found = obstacles(world.workshop, request.programme)
    assert world.refusal(request, "t") is (Reason.WORK_IN_THE_WAY if found else None)
    return found


def drop(key: str, kind: str, what: str) -> Edit:
    """Without a stage, column or field of an activity."""

    def edit(document: Document) -> None:
        of = activity(document, key)
        parts = {"stage": of, "column": of.get("canvas"), "field": of.get("form")}[kind]
        assert parts
        parts[kind] = [one for one in parts[kind] if one["key"] != what]
        for stage in of["stage"] if kind == "column" else ():
            if what in stage.get("columns", []):
                stage["columns"].remove(what)
        if kind == "column":
            of["canvas"].pop("statement", None)
            of["canvas"].pop("example", None)
            of["stage"] = [stage for stage in of["stage"] if stage["does"] != "compose"]

    return edit


def put(of_: str, kind: str, what: str, **fields: object) -> Edit:
    def edit(document: Document) -> None:
        of = activity(document, of_)
        parts = {"stage": of, "column": of.get("canvas"), "field": of.get("form")}[kind]
        assert parts
        part(parts[kind], what).update(fields)

    return edit


def with_more(document: Document) -> None:
    """Another breakout on the last day."""
    ideas = {"key": "ideate", "does": "ideate", "title": WORDS, "instruction": WORDS, "length": "5 min"}
    more = {"key": "more", "kind": "solve", "title": WORDS, "sections": [WORDS], "stage": [ideas]}
    document["day"][4]["session"][0]["activity"] = [more]


def without_breakout(document: Document) -> None:
    for key in ("solve", "share"):
        without(document, key)
    activity(document, "plan")["canvas"].pop("beside", None)


def of_groups(document: Document) -> None:
    value = activity(document, "value")
    value["canvas"]["scope"] = "group"
    value["stage"] = value["stage"][:1]


def test_the_agenda_stages_and_titles_change_and_clocks_go_on() -> None:
    """A3."""
    world = at_work()
    runs = {room.id: room.run for room in world.workshop.rooms.values()}
    written = world.workshop.canvases, world.workshop.forms

    def edit(document: Document) -> None:
        with_more(document)
        document["day"][0]["title"] = WORDS
        document["day"].append({"number": 9, "title": WORDS, "session": [{"key": "again", "title": WORDS}]})
        activity(document, "solve")["stage"][1]["length"] = "42 min"
        document["day"][3]["session"].pop(0)

    world.do(change(world, edit), "t")
    assert {room.id: room.run for room in world.workshop.rooms.values()} == runs
    assert (world.workshop.canvases, world.workshop.forms) == written
    assert [room.boards["more"].sections["more-0"].fixed for room in world.workshop.rooms.values()] == [WORDS] * 2
    assert world.sees("p0").programme.days[0].title == WORDS
    world.do(StartStage("more", "ideate"), "t")
    world.do(AddNote(room=world.room("p0"), section="more-0", id="note0001", text="A day for them"), "p0")
    world.do(StartStage("solve", "ideate"), "t")
    run = world.workshop.rooms["g1"].run
    assert run
    assert run.ends == world.now + 42 * 60_000


def test_what_has_work_in_it_stays_and_is_named() -> None:
    """A4."""
    world, here = at_work(), ("g1", "g2")
    told: list[tuple[Edit, Obstacle]] = [
        (without_breakout,
         Obstacle(why="activity-gone", activity="share", rooms=here)),
        (lambda d: without(d, FORM), Obstacle(why="activity-gone", activity=FORM, rooms=here)),
        (lambda d: activity(d, "share").update(anonymous=True),
         Obstacle(why="anonymous", activity="share", rooms=here)),
        (put("share", "stage", "collect", private=True),
         Obstacle(why="stage-private", activity="share", part="collect", rooms=here)),
        (drop(FORM, "field", "useful"), Obstacle(why="field-gone", activity=FORM, part="useful")),
        (put(FORM, "field", "useful", points=7), Obstacle(why="field-type", activity=FORM, part="useful")),
        (of_groups,
         Obstacle(why="canvas-scope", activity="value")),
        (drop("value", "column", "stakeholder"), Obstacle(why="column-gone", activity="value", part="stakeholder")),
        (put("value", "stage", "stakeholders", key="other"),
         Obstacle(why="stage-gone", activity="value", part="stakeholders", rooms=here)),
    ]  # fmt: skip
    for number, (edit, obstacle) in enumerate(told):
        assert obstacle in in_the_way(world, edit), number


def test_what_nobody_has_touched_may_go_or_become_something_else() -> None:
    world = at_work()
    edits: list[Edit] = [
        lambda d: without(d, "feedback-day-5"),
        drop(FORM, "field", "more"),
        put("value", "column", "needs", type="people"),
        drop("value", "stage", "present"),
        put("solve", "stage", "ideate", private=False),
        lambda d: activity(d, "solve").update(anonymous=True),
        lambda d: activity(d, "share").update(sections=[WORDS, {"en": "Other", "pl": "Inne"}]),
        lambda d: d.update(check_ins=[10]),
    ]
    for number, edit in enumerate(edits):
        assert in_the_way(world, edit) == [], number
        world.do(change(world, edit), "t")


def test_sections_with_notes_are_renamed_and_new_ones_come_last() -> None:
    """A4."""
    world = at_work()
    room = world.room("p0")
    new = {"en": "Other", "pl": "Inne"}
    world.do(change(world, lambda d: activity(d, "share").update(sections=[WORDS, new])), "t")
    board = world.workshop.rooms[room].boards["share"]
    assert [(s.id, s.fixed) for s in board.sections.values()] == [("share-0", WORDS), ("share-1", new)]
    world.do(change(world, lambda d: activity(d, "share").update(sections=[new, WORDS])), "t")
    kept = world.workshop.rooms[room].boards["share"].sections
    assert {id: s.fixed for id, s in kept.items()} == {"share-0": WORDS, "share-1": new}
    third = {"en": "Third", "pl": "Trzecie"}
    world.do(change(world, lambda d: activity(d, "share").update(sections=[third])), "t")
    assert {s.fixed["en"] for s in world.workshop.rooms[room].boards["share"].sections.values()} == {"Third"}
    assert "share-0" in world.workshop.rooms[room].boards["share"].sections


def test_challenges_of_the_group_stay_beside_the_sections_of_the_programme() -> None:
    world = World(2)
    world.do(AddSection(room="g1", board="solve", id="topic001", challenge="Members"), "t")
    world.do(change(world, lambda d: activity(d, "solve").update(sections=[WORDS])), "t")
    assert set(world.workshop.rooms["g1"].boards["solve"].sections) == {"topic001", "solve-0"}
    assert set(world.workshop.rooms["g2"].boards["solve"].sections) == {"solve-0"}
    world.do(change(world, lambda d: activity(d, "solve").update(sections=[])), "t")
    assert set(world.workshop.rooms["g1"].boards["solve"].sections) == {"topic001"}
    full = [{"en": f"{n}", "pl": f"{n}"} for n in range(24)]
    assert in_the_way(world, lambda d: activity(d, "solve").update(sections=full)) == [
        Obstacle(why="too-many-sections", activity="solve", rooms=("g1",))
    ]


def test_a_section_that_a_trainer_took_away_does_not_come_back() -> None:
    world = at_work()
    world.do(change(world, lambda d: activity(d, "solve").update(sections=[WORDS])), "t")
    world.do(AddSection(room="g1", board="solve", id="topic001", challenge="Members"), "t")
    world.do(RemoveSection("g1", "solve-0"), "t")
    world.do(change(world, lambda d: d["day"][0].update(title=WORDS)), "t")
    assert list(world.workshop.rooms["g1"].boards["solve"].sections) == ["topic001"]
    assert list(world.workshop.rooms["g2"].boards["solve"].sections) == ["solve-0"]


def test_a_check_in_that_was_made_stays() -> None:
    """A4."""
    world = at_work(LATER)
    world.do(ReportNote(days=90, text="It goes well"), "p0")
    assert in_the_way(world, lambda d: d.update(check_ins=[30])) == [Obstacle(why="check-in-gone", part="90")]
    assert in_the_way(world, lambda d: d.update(check_ins=[30, 90])) == []


def test_two_trainers_who_change_it_at_once_do_not_undo_each_other() -> None:
    """A5."""
    world = World(2)
    mine = change(world, lambda d: d["day"][0].update(title=WORDS))
    theirs = change(world, lambda d: d["day"][1].update(title=WORDS))
    world.do(theirs, "t")
    assert world.refusal(mine, "t") is Reason.PROGRAMME_MOVED_ON
    assert world.refusal(ChangeProgramme(mine.programme, ""), "t") is Reason.PROGRAMME_MOVED_ON
    again = ChangeProgramme(world.workshop.programme, revision_of(world.workshop.programme))
    assert world.refusal(again, "t") is Reason.ALREADY
    world.do(ChangeProgramme(mine.programme, revision_of(world.workshop.programme)), "t")


@pytest.mark.parametrize("who", ["p0", "o", "screen"])
def test_only_trainers_change_it(who: str) -> None:
    world = World(2)
    assert world.refusal(change(world, lambda d: d["day"][0].update(title=WORDS)), who) is Reason.NOT_ALLOWED


def test_what_would_change_is_foreseen_for_all_rooms() -> None:
    """R7, A3."""
    world = at_work()
    told = effect_of(
        world.workshop, change(world, lambda d: d["day"][0].update(title=WORDS)), "t", Moment(world.now, 7)
    )
    assert (told.rooms, told.why) == (("g1", "g2"), None)
    refused = effect_of(world.workshop, change(world, lambda d: without(d, FORM)), "t", Moment(world.now, 7))
    assert refused.why is Reason.WORK_IN_THE_WAY


def test_a_clock_ends_as_the_new_programme_has_it() -> None:
    world = World(2)
    world.do(StartStage("solve", "define"), "t")
    world.do(change(world, put("solve", "stage", "define", at_zero="next")), "t")
    world.now += 10_000_000
    world.do(PassTime())
    run = world.workshop.rooms["g1"].run
    assert run
    assert run.stage == "ideate"


def test_the_projector_does_not_point_to_what_is_gone() -> None:
    world = World(2)
    world.do(Show(Shown("form", board="feedback-day-5")), "t")
    world.do(change(world, lambda d: without(d, "feedback-day-5")), "t")
    assert world.workshop.shown == Shown("form")


def test_the_same_programme_has_the_same_revision_wherever_it_was_read() -> None:
    """A5."""
    read_again = edited(ACADEMY, lambda d: None)
    from_the_journal = msgspec.json.decode(msgspec.json.encode(ACADEMY), type=Programme)
    assert revision_of(read_again) == revision_of(from_the_journal) == revision_of(ACADEMY)
    assert revision_of(edited(ACADEMY, lambda d: d.update(groups=3))) != revision_of(ACADEMY)


def test_a_change_of_the_programme_is_taken_back_while_nothing_has_begun_in_it() -> None:
    """A3, A4."""
    world = at_work()
    before = world.workshop
    world.do(change(world, with_more), "t")
    world.do(TakeBack(command=world.workshop.record[-1].id), "t")
    assert world.workshop.programme == before.programme
    assert world.workshop.rooms == before.rooms
    world.do(change(world, with_more), "t")
    command = world.workshop.record[-1].id
    world.do(StartStage("more", "ideate"), "t")
    assert world.refusal(TakeBack(command=command), "t") is Reason.CHANGED_SINCE
    world.do(SetLength("more", "ideate", 77), "t")
    world.do(TakeBack(command=world.workshop.record[-1].id), "t")
    assert world.workshop.programme.activities["more"].stages[0].seconds == 300


def test_what_is_in_the_way_does_not_tell_who_wrote_or_whether_something_was_deleted() -> None:
    """A4, V1: two worlds that differ in private notes alone."""
    one, other = (World(6, varied()) for _ in range(2))
    for world in (one, other):
        world.do(AddSection(room="g1", board="solve", id="topic001", challenge="Members"), "t")
        world.do(StartStage("solve", "ideate"), "t")
    author, mate = [person for person in ("p0", "p1", "p2", "p3") if one.room(person) == "g1"][:2]
    one.do(AddNote(room="g1", section="topic001", id="note0000", text="Nobody has time"), author)
    one.do(AddNote(room="g1", section="topic001", id="note0001", text="A day"), author)
    one.do(DeleteNote(room="g1", note="note0001"), author)
    other.do(AddNote(room="g1", section="topic001", id="note0000", text="Money"), mate)
    edits: tuple[Edit, ...] = (lambda d: activity(d, "solve").update(anonymous=True), without_breakout)
    for edit in edits:
        assert in_the_way(one, edit) == in_the_way(other, edit) != []
