"""Erasing somebody: who may, and that their name is nowhere any more, however others wrote it."""

import random
import unicodedata
from itertools import pairwise

import pytest

from moot.rooms.boards.hiding import HideNote, ShowAgain
from moot.rooms.boards.merge import MergeNotes
from moot.rooms.boards.note import AddNote, EditNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection
from moot.rooms.entry import Entry, deed_of, encode
from moot.rooms.outside.program import SCOPES, MakeProgram
from moot.rooms.people.joining import Join
from moot.rooms.people.people import RaiseHand, RemovePerson, RestorePerson
from moot.rooms.programmes.change import ChangeProgramme, revision_of
from moot.rooms.protection.erase import Erase
from moot.rooms.protection.erasing import erased
from moot.rooms.protection.loss import loss_of
from moot.rooms.protection.mention import Mentions, is_unmistakable
from moot.rooms.protection.retold import retold, versions_of_text
from moot.rooms.record.taking_back import TakeBack
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed
from moot.rooms.stages.message import SendMessage
from moot.rooms.stages.stage import StartStage
from moot.rooms.texts.edit import replacing
from moot.rooms.workshop import decide
from tests.rooms.people.test_people import REAL
from tests.rooms.protection.test_erasing_laws import replayed
from tests.rooms.texts.writers import WORDS, a_change, a_text
from tests.rooms.world import Unheld, World, varied

NAME = "Ștefan Ionescu"
NAMES = [row["name"] for row in REAL]


def test_a_trainer_erases_others_and_nobody_themselves() -> None:
    """E2."""
    world = World(2)
    erase = Erase(people=("p0",), called="Person {n}")
    assert world.refusal(erase, "p1") is Reason.NOT_ALLOWED
    assert world.refusal(erase, "p0") is Reason.NOT_ALLOWED
    assert world.refusal(erase, "o") is Reason.NOT_ALLOWED
    assert world.refusal(Erase(people=("t",), called="x"), "t") is Reason.NOT_ALLOWED
    assert world.refusal(Erase(people=("nobody",), called="x"), "t") is Reason.NO_SUCH_PERSON
    world.do(erase, "t")
    assert world.workshop.people["p0"].called == "Person 4"
    assert world.workshop.people["p0"].country == ""
    assert world.refusal(erase, "t") is Reason.ALREADY
    assert world.refusal(RestorePerson("p0"), "t") is Reason.ALREADY
    assert world.refusal(RaiseHand(True), "p0") is Reason.NOT_ALLOWED


def test_screens_and_programs_are_nobody_to_erase() -> None:
    """E2."""
    world = World(1)
    world.do(MakeProgram("program1", "Registration", SCOPES, "1" * 64), "t")
    for nobody in ("screen", "program1"):
        assert world.refusal(Erase(people=(nobody,), called="Person {n}"), "t") is Reason.NOT_ALLOWED


def test_no_command_that_is_taken_back_brings_anybody_back() -> None:
    """E2."""
    world = Told(2)
    world.do(RemovePerson("p0"), "t")
    world.do(Erase(people=("p0",), called="Person {n}"), "t")
    left = replayed(erased(world.entries(), {"p0": "nobody"})).workshop
    for workshop in (world.workshop, left):
        removed, erasing = workshop.record
        for command in (removed, erasing):
            with pytest.raises(Refused):
                decide(workshop, TakeBack(command.id), "t", world.moment)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found_in_whatever_form_it_stands(name: str) -> None:
    """E6: names from all over Europe, composed or not, in any case."""
    mentions = Mentions({name: "Person 7"})
    for form in (name, name.upper(), name.lower(), unicodedata.normalize("NFD", name), name.replace(" ", "\n ")):
        for text in (form, f"ask {form}, please", f"({form})", f"{form}'s plan", unicodedata.normalize("NFD", form)):
            assert mentions.are_in(text), text
            assert mentions.replaced(text).count("Person 7") == 1
            assert not mentions.are_in(mentions.replaced(text))
    for other in (f"{name}ová", f"{name}-Nowak", f"x{name}", name.split()[0], f"{name}\u0301"):
        assert not mentions.are_in(other), other
    others = [other for other in NAMES if other != name]
    assert not any(mentions.are_in(other) for other in others)


def test_names_of_which_one_is_in_the_other() -> None:
    """E6."""
    mentions = Mentions({"Ana Pop": "Person 1", "Ana Pop Ionescu": "Person 2"})
    assert mentions.replaced("Ana Pop Ionescu and Ana Pop") == "Person 2 and Person 1"


@pytest.mark.parametrize("name", ["Anna", "A b", "Plan"])
def test_a_name_that_may_be_anything_is_left(name: str) -> None:
    """E6."""
    assert not is_unmistakable(name)


@pytest.mark.parametrize("seed", range(40))
def test_a_text_that_somebody_typed_a_name_into_is_told_without_it(seed: int) -> None:
    """E6, T1: letter by letter, with others writing between; what stands around it is as it was."""
    dice = random.Random(seed)
    name = dice.choice([one for one in NAMES if not any(one.split()[-1] in word for word in WORDS)])
    values = [a_text(dice)]
    for _ in range(6):
        values.append(a_change(dice, values[-1]))
    at = dice.randint(0, len(values[-1]))
    before, after = values[-1][:at] + " ", " " + values[-1][at:]
    for letters in range(1, len(name) + 1):
        values.append(before + name[:letters] + after)
    for _ in range(3):
        before = "0" + before
        values.append(before + name + after)
    edits = [replacing(old, new) for old, new in pairwise(values)]
    mentions = Mentions({name: "Person 7"})
    begin, told = retold(values[0], edits, mentions)
    versions = versions_of_text(begin, told)
    assert versions[-1] == mentions.replaced(values[-1])
    assert len(versions) == len(values)
    written = encode(told).decode()
    assert not any(name[:letters] in written for letters in range(6, len(name) + 1) if name[:letters] not in values[0])


def test_a_text_without_a_name_is_told_as_it_was() -> None:
    edits = [replacing("", "a 😀"), replacing("a 😀", "a 😀 b"), replacing("a 😀 b", "b")]
    versions = versions_of_text("", edits)
    assert versions_of_text(*retold("", edits, Mentions({"Ioana Țepeș": "x"}))) == versions


class Told(Unheld):
    """A world whose journal can be read."""

    def entries(self) -> tuple[Entry, ...]:
        return tuple(Entry(at, (deed_of((change,)),)) for at, change in enumerate(self.changes))


def written_of(world: Told, name: str) -> str:
    person = next(person.id for person in world.workshop.people.values() if person.name == name)
    world.do(Erase(people=(person,), called="Person {n}"), "t")
    left = erased(world.entries(), {person: "nobody"})
    return encode(left).decode() + encode(replayed(left, told=True)).decode()


def test_nobody_reads_the_name_in_what_others_wrote() -> None:
    """E6."""
    world = Told(2)
    world.do(Join("q0", "Ștefan Ionescu", organisation="Danube Creative", country="Romania"))
    world.do(AddSection(room="g1", board="solve", id="topic001", challenge="Ask ștefan IONESCU"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    writer = next(person for person in ("p0", "p1") if world.room(person) == "g1")
    world.do(AddNote(room="g1", section="topic001", id="idea0001", text="Ștefan Ionescu knows"), writer)
    world.do(EditNote(room="g1", note="idea0001", text="He knows: " + unicodedata.normalize("NFD", NAME)), writer)
    world.do(SendMessage("message01", "Ștefan Ionescu, please come back"), "t")
    written = written_of(world, "Ștefan Ionescu")
    assert not any(word in written for word in ("Ștefan", "IONESCU", "Ionescu", "Danube Creative", '"q0"'))
    assert written.count("He knows: Person 6") == 2


def test_what_was_merged_under_a_hidden_note_that_is_erased_can_be_put_back() -> None:
    """E4, U8."""
    world = Told(4)
    world.do(AddSection(room="g1", board="solve", id="topic001", challenge="Which?"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    author, other = (person for person in ("p0", "p1", "p2", "p3") if world.room(person) == "g1")
    world.do(AddNote(room="g1", section="topic001", id="over0001", text="Mine"), author)
    world.do(AddNote(room="g1", section="topic001", id="under001", text="As good"), other)
    world.do(RevealNotes(), "t")
    world.do(MergeNotes("g1", "over0001", ("under001",)), "t")
    world.do(HideNote("g1", "over0001"), "t")
    world.do(Erase(people=(author,), called="Person {n}"), "t")
    left = replayed(erased(world.entries(), {author: "nobody"})).workshop
    assert [*left.rooms["g1"].boards["solve"].aside.notes] == ["under001"]
    for change in decide(left, ShowAgain(room="g1", note="under001"), "t", world.moment):
        left = change.evolve(left)
    notes = left.rooms["g1"].boards["solve"].notes
    assert [(note.id, note.into) for note in notes.values()] == [("under001", "")]


def test_a_facilitator_is_not_named_in_any_version_of_the_programme() -> None:
    """E6: but where people agreed to it."""
    led = changed(varied(), title={"en": f"An academy by {NAME}"}, consent={"en": f"Ask {NAME} for what is held"})
    world = Told(1, led)
    world.do(Join("q0", NAME, role="trainer"))
    loss = loss_of(world.sees("t", tuple(world.workshop.rooms)), "q0")
    assert (loss.programme, loss.consent, loss.replaced, loss.mentions) == (1, True, True, 0)
    again = changed(led, title={"en": f"{NAME.upper()} and others"})
    world.do(ChangeProgramme(programme=again, of=revision_of(led)), "t")
    written = written_of(world, NAME)
    assert "An academy by Person 5" in written
    assert "Person 5 and others" in written
    assert written.count(NAME) == written.count(f"Ask {NAME} for what is held") > 0
    assert NAME.upper() not in written


def test_a_name_that_another_has_too_is_left_where_others_wrote_it() -> None:
    """E6."""
    world = Told(0)
    world.do(Join("q0", "Ștefan Ionescu"))
    world.do(Join("q1", "ștefan ionescu"))
    world.do(SendMessage("message01", "Ștefan Ionescu, please come back"), "t")
    assert "Ștefan Ionescu, please" in written_of(world, "Ștefan Ionescu")
