"""What one takes away: all of one's own, nothing of others. And who looked."""

import random

from moot.rooms.boards.board import with_aside
from moot.rooms.boards.note import AddNote
from moot.rooms.canvases.feedback import FeedbackGiven, GiveFeedback, JudgeFeedback
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.entry import Entry, deed_of, encode
from moot.rooms.forms.question import AnswerQuestion, AskQuestion, QuestionPut, UpvoteQuestion
from moot.rooms.limits import ACCESSES
from moot.rooms.people.joining import Join
from moot.rooms.people.people import RaiseHand
from moot.rooms.protection.access import Access, LookAt, accesses_about
from moot.rooms.protection.held import Held, held_about
from moot.rooms.stages.stage import StartStage
from moot.rooms.workshop import Workshop
from tests.rooms.protection.test_erasing_laws import EXTENTS, WHO, a_journal, replayed
from tests.rooms.world import ACADEMY, World


def held_of(seed: int, person: str = WHO) -> tuple[Held, Workshop]:
    entries = a_journal(seed, EXTENTS[seed % 3])[:-1]
    workshop = replayed(entries).workshop
    return held_about(workshop, entries, person), workshop


def test_all_that_one_did_is_in_it_and_nothing_that_is_anothers() -> None:
    """E9: by random histories."""
    for seed in range(6):
        held, workshop = held_of(seed)
        notes = [
            n for room in workshop.rooms.values() for b in room.boards.values() for n in with_aside(b).notes.values()
        ]
        assert len(held.notes) == sum(note.by == WHO for note in notes)
        given = [f for canvas in workshop.canvases.values() for f in canvas.feedback.values()]
        assert len(held.feedback) == sum(feedback.by == WHO for feedback in given)
        assert held.answers == {k: form.answers[WHO] for k, form in workshop.forms.items() if WHO in form.answers}
        assert held.check_ins == workshop.check_ins.get(WHO, {})
        assert len(held.done) >= len(held.notes)
        for canvas in held.canvases.values():
            for feedback in canvas.feedback.values():
                assert feedback.released or feedback.by == WHO, "it is not theirs to know yet"
                assert not (feedback.anonymous and feedback.by not in ("", WHO))
        said = encode(held).decode()
        others = [note.text for note in notes if note.by != WHO and note.private and len(note.text) > 30]
        assert not any(text in said for text in others)


def test_what_one_did_tells_nothing_of_who_gave_or_asked_without_a_name() -> None:
    """E9, F3, Q1, Q2: the journal has it, where the owner judged it, and a trainer released or answered it."""
    world = World(3)
    world.do(StartStage("plan", "review"), "t")
    world.do(AssignReviews(activity="plan", each=2), "t")
    given = GiveFeedback(canvas="plan:p0", id="feedback1", place="row0/peer-feedback", text="Begin", anonymous=True)
    world.do(given, "p1")
    world.do(StartStage("plan", "integrate"), "t")
    world.do(JudgeFeedback("plan:p0", "feedback1", "taken"), "p0")
    world.do(AskQuestion(id="question1", text="Why?", anonymous=True), "p1")
    world.do(UpvoteQuestion("question1"), "p2")
    world.do(AnswerQuestion("question1"), "t")
    entries = [Entry(at, (deed_of(did, who),)) for at, (who, did) in enumerate(world.deeds)]

    def told(person: str) -> list[str]:
        done = [one.did for one in held_about(world.workshop, entries, person).done]
        return [encode(one).decode() for did in done for one in did if isinstance(one, FeedbackGiven | QuestionPut)]

    assert len(told("p0")) == 1
    assert len(told("t")) == 2
    assert all('"p1"' not in one and '"p2"' not in one for who in ("p0", "t") for one in told(who))
    assert all('"p1"' in one for one in told("p1"))


def test_who_joined_and_agreed_is_told_when() -> None:
    """E9."""
    world = World(0)
    world.do(Join("q0", "Ioana Țepeș", agreed=ACADEMY.consent["en"]))
    world.do(RaiseHand(True), "q0")
    entries = [Entry(at, (deed_of((change,), "q0" if at > 5 else ""),)) for at, change in enumerate(world.changes)]
    held = held_about(world.workshop, entries, "q0")
    assert held.person.name == "Ioana Țepeș"
    assert held.joined == 4
    assert held.consent
    assert [done.at for done in held.done] == [6]


def test_the_same_look_is_written_down_once_an_hour() -> None:
    """E10."""
    world = World(2)
    world.do(LookAt(what="plan", about="plan:p0"), "t")
    before = world.workshop
    assert world.do(LookAt(what="plan", about="plan:p0"), "t") == ()
    assert world.workshop is before
    world.do(LookAt(what="plan", about="plan:p1"), "t")
    world.do(LookAt(what="plan", about="plan:p0"), "o")
    world.now += 3_600_000
    world.do(LookAt(what="plan", about="plan:p0"), "t")
    assert [(one.by, one.about) for one in world.workshop.accesses] == [
        ("t", "plan:p0"),
        ("t", "plan:p1"),
        ("o", "plan:p0"),
        ("t", "plan:p0"),
    ]


def test_one_sees_who_looked_at_what_is_about_oneself() -> None:
    """E10."""
    world = World(2)
    for what, about in (("plan", "plan:p0"), ("plan", "plan:p1"), ("personal-link", "p0"), ("results", "pdf")):
        world.do(LookAt(what=what, about=about), "t")  # type: ignore[arg-type]
    world.do(LookAt(what="personal-link"), "o")
    world.do(LookAt(what="held"), "p0")
    world.do(LookAt(what="held"), "p1")
    assert [one.what for one in accesses_about(world.workshop, "p0")] == [
        *("plan", "personal-link", "results"),
        "personal-link",
    ]
    assert all(world.sees(person, ("g1",)).accesses == () for person in world.workshop.people)


def test_only_so_many_looks_are_shown() -> None:
    """E10."""
    world = World(1)
    dice = random.Random(7)
    for number in range(ACCESSES + 20):
        world.now += 1 + dice.randrange(100)
        looks = (Access(by="t", what="history", about=f"plan:{number}", at=world.now),)
        did = LookAt(what="history", about=f"plan:{number}").decide(world.workshop, "t", world.moment)
        world.workshop = world.workshop.after(did)
        assert world.workshop.accesses[-1:] == looks
    assert len(world.workshop.accesses) == ACCESSES


def test_notes_are_told_with_their_place() -> None:
    """E9."""
    world = World(1)
    world.do(StartStage("share", "collect"), "t")
    world.do(AddNote(room=world.room("p0"), section="share-0", id="note0001", text="Members come once"), "p0")
    [note] = held_about(world.workshop, (), "p0").notes
    assert (note.activity, note.text, note.challenge) == ("share", "Members come once", "Challenges on the way")
