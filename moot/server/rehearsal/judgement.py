"""Whether a rehearsal went well: all see what a newcomer sees, nothing is lost, and what was asked for is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from moot.rooms.workshop import Workshop
from moot.server.rehearsal.lost import Where, edits_in, lost_edits, lost_of
from moot.server.rehearsal.lost_together import lost_together
from moot.server.rehearsal.outcome import Took, is_all_done, outcome
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.sheet import keys_in
from moot.server.rehearsal.trainer import Played


def status_of(found: Mapping[str, Any]) -> int:
    """The exit status: 1 when views differ, anything acknowledged is lost, or anything asked for is not done."""
    return 0 if found["same_view"] and not found["lost"] and is_all_done(found) else 1


async def judge(
    crowd: list[Person], trainer: Person, urls: Sequence[str] = (), played: Iterable[Played] = ()
) -> dict[str, Any]:
    """Compares everybody's view with that of a newcomer in their place, who opens the page now: on the next server."""
    everybody, same, lost, edits = [*crowd, trainer], True, 0, Counter[Where]()
    took: list[Took] = []
    for person in everybody:
        fresh = await person.fresh(_next(urls, person))
        same = same and not person.is_gone and person.view == fresh
        lost += lost_of(person.done, fresh, person.you)
        edits.update(edits_in(person.done))
        if person is not trainer:
            took.append(Took(person.you, next(iter(fresh.rooms)), fresh, person.done))
    whole = await trainer.fresh(_next(urls, trainer), looks=_everything(trainer.view))
    lost += lost_edits(edits, whole) + lost_together((person.done for person in everybody), whole)
    done = [request for person in everybody for request in person.done]
    return {"same_view": same, "lost": lost, **outcome(took, whole, played, done)}


def _everything(view: Workshop) -> tuple[str, ...]:
    """All rooms, and all canvases by their keys: a trainer may open any."""
    rooms = [*view.rooms]
    canvases = (key for activity in view.activities for key in keys_in(view, activity, rooms))
    return tuple(dict.fromkeys((*rooms, *canvases)))


def _next(urls: Sequence[str], person: Person) -> str:
    """The server after theirs; theirs again, where there is only one."""
    return urls[(urls.index(person.door.url) + 1) % len(urls)] if urls else person.door.url
