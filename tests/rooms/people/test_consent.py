"""What people agree to when they join is kept: which text, and when."""

from moot.rooms.people.consent import Consent, text_of_consent
from moot.rooms.people.joining import Join, Listed, ListPeople
from moot.rooms.refusals import Reason
from moot.rooms.shape import changed
from tests.rooms.world import ACADEMY, World

ENGLISH, POLISH = ACADEMY.consent["en"], ACADEMY.consent["pl"]


def test_nobody_comes_in_without_agreeing() -> None:
    """E1."""
    world = World(0)
    world.do(ListPeople(("l0",), (Listed("Ștefan Ionescu"),)), "t")
    for nothing in ("", "Anything", ENGLISH[:-1]):
        assert world.refusal(Join("q0", "Ioana", agreed=nothing)) is Reason.CONSENT_NEEDED
        assert world.refusal(Join("", "", claim="l0", agreed=nothing)) is Reason.CONSENT_NEEDED
    world.do(Join("q0", "Ioana", agreed=ENGLISH))
    world.now += 5
    world.do(Join("", "", claim="l0", agreed=POLISH))
    assert world.workshop.consents == {"q0": Consent(ENGLISH, 1_000), "l0": Consent(POLISH, 1_005)}


def test_where_there_is_nothing_to_agree_to_everybody_comes_in() -> None:
    """E1."""
    world = World(0, changed(ACADEMY, consent={}))
    world.do(Join("q0", "Ioana", agreed=""))
    assert world.workshop.consents == {}


def test_who_reads_another_language_is_asked_in_the_first() -> None:
    """E1."""
    assert text_of_consent(ACADEMY, "pl") == POLISH
    assert text_of_consent(ACADEMY, "el") == ENGLISH
    assert text_of_consent(changed(ACADEMY, consent={}), "en") == ""


def test_what_others_agreed_to_is_in_nobodys_view() -> None:
    """E1, V6."""
    world = World(2)
    world.do(Join("q0", "Ioana", agreed=ENGLISH))
    assert all(world.sees(person, ("g1", "g2")).consents == {} for person in world.workshop.people)
