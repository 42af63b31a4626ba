"""One device for several people of a group, in turn: allowed by a trainer, void when it is withdrawn."""

from tests.server.browser import Browser, end_of, socket_of
from tests.server.server_in_thread import ServerInThread

DEVICE = "tablet000001"


def shared(server: ServerInThread) -> tuple[Browser, dict[str, str], str]:
    """A trainer, the two people of group 1 by name, and the link for their device."""
    trainer = Browser(server).make_workshop()
    for name in ("Ana", "Ben", "Cleo", "Dora"):
        Browser(server).join(trainer.workshop, name)
    people = trainer.come()["common"]["people"].values()
    mates = {one["name"]: one["id"] for one in people if one.get("room") == "g1"}
    request = {"type": "share-device", "id": DEVICE, "room": "g1", "people": list(mates.values())}
    assert trainer.ask(request)["type"] == "done"
    return trainer, mates, trainer.http.get(f"/w/{trainer.workshop}/devices/{DEVICE}").json()["url"]


def takes_turn(tablet: Browser, person: str) -> str:
    return tablet.http.post(f"/w/{tablet.workshop}/turn", data={"person": person}).text


def test_people_take_turns_under_their_own_names_and_leave_nothing(server: ServerInThread) -> None:
    """U13."""
    trainer, mates, link = shared(server)
    tablet = Browser(server)
    tablet.workshop, tablet.seat = trainer.workshop, "participant"
    chooser = tablet.http.get(link)
    assert str(chooser.url).endswith("/turn")
    assert all(name in chooser.text for name in mates)
    for person in mates.values():
        assert 'data-shared="true"' in takes_turn(tablet, person)
        assert tablet.come()["you"] == person
        assert tablet.http.get(f"/w/{tablet.workshop}/personal/{person}").status_code == 403
        tablet.http.get(f"/w/{tablet.workshop}/turn")
        assert end_of(socket_of(server, tablet.workshop, "participant", tablet.cookies)) == 4001
        assert str(tablet.http.get(f"/w/{tablet.workshop}").url).endswith("/turn")


def test_a_device_that_is_withdrawn_lets_nobody_write(server: ServerInThread) -> None:
    """U13."""
    trainer, mates, link = shared(server)
    tablet = Browser(server)
    tablet.workshop, tablet.seat = trainer.workshop, "participant"
    tablet.http.get(link)
    takes_turn(tablet, next(iter(mates.values())))
    tablet.come()
    assert trainer.ask({"type": "withdraw-device", "device": DEVICE})["type"] == "done"
    assert tablet.ending() == 4001
    assert tablet.http.get(f"/w/{tablet.workshop}/turn").status_code == 403
    assert tablet.http.get(link).status_code == 403


def test_nobody_lets_a_device_in_but_trainers(server: ServerInThread) -> None:
    """U13."""
    trainer, mates, link = shared(server)
    stranger, ana = Browser(server), Browser(server).join(trainer.workshop, "Eva")
    for browser in (stranger, ana):
        assert browser.http.get(f"/w/{trainer.workshop}/devices/{DEVICE}").status_code == 403
        assert browser.http.get(f"/w/{trainer.workshop}/devices/{DEVICE}/qr.svg").status_code == 403
        assert browser.http.get(f"/w/{trainer.workshop}/turn").status_code == 403
        assert browser.http.post(f"/w/{trainer.workshop}/turn", data={"person": "x"}).status_code == 403
    assert stranger.http.get(link[:-3] + "abc").status_code == 403
    stranger.http.get(link)
    elsewhere = stranger.http.post(f"/w/{trainer.workshop}/turn", data={"person": "nobody"})
    assert (elsewhere.status_code, "Choose again" in elsewhere.text) == (400, True)
    assert mates
