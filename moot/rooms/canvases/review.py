"""Who gives feedback to whom: each gives and each gets about the same, nobody to themselves."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS, TRAINERS_ALL, Change, Changes, Moment, Renewed, Request, Seen, person_audience
from moot.rooms.canvases.canvas import key_of, owned, root_of
from moot.rooms.limits import REVIEWS_EACH
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, put

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

Reviews = Mapping[str, tuple[str, ...]]
"""By giver, the owners."""


class AssignReviews(Request, kw_only=True):
    """Everybody of `people` (none: all participants who came) gives feedback to `each` others.

    Asked again, it changes as little as it can: whoever left is replaced, whoever came is added, and what was given
    stays.
    """

    by = TRAINERS
    activity: str
    each: int
    people: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        planned = workshop.activities.get(self.activity)
        if planned is None or planned.canvas is None or planned.canvas.scope != "person":
            raise Refused(Reason.NO_SUCH_STAGE)
        activity = root_of(workshop.activities, self.activity)
        named = dict.fromkeys(self.people or workshop.people)
        known = (workshop.person(person) for person in named)
        people = [p.id for p in known if p.role == "participant" and p.here_before and not p.removed]
        if not 1 <= self.each <= min(REVIEWS_EACH, len(people) - 1):
            raise Refused(Reason.NOT_NOW)
        kept = workshop.reviews.get(activity, {})
        others = {giver: owners for giver, owners in kept.items() if self.people and giver not in named}
        dealt = balanced(people, self.each, kept, reviewed(workshop, activity), random.Random(when.chance))
        reviews = {**others, **dealt}
        if reviews == kept:
            raise Refused(Reason.ALREADY)
        return (ReviewsAssigned(activity=activity, reviews=reviews),)


def balanced(
    people: Iterable[str], each: int, kept: Reviews, given: set[tuple[str, str]], chance: random.Random
) -> dict[str, tuple[str, ...]]:
    """Each of `people` gets as many owners to give feedback to, nobody themselves, and each owner as many givers.

    What was `given` stays, also to who was away meanwhile; of the rest, what was `kept` stays where it can. Without
    these, or where they were balanced, everybody gives and gets exactly `each`.
    """
    order = list(people)
    chance.shuffle(order)
    here = set(order)
    known = {giver: dict.fromkeys(kept.get(giver, ())) for giver in order}
    for giver, owner in sorted(given):
        known.get(giver, {})[owner] = None
    reviews = {giver: [o for o in owners if o in here and o != giver] for giver, owners in known.items()}
    gets = {owner: [giver for giver in order if owner in reviews[giver]] for owner in order}

    def drop(giver: str, owner: str) -> None:
        reviews[giver].remove(owner)
        gets[owner].remove(giver)

    for giver in order:
        for owner in [o for o in reviews[giver] if (giver, o) not in given]:
            if len(reviews[giver]) > each or len(gets[owner]) > each:
                drop(giver, owner)
    for giver in order:
        while len(reviews[giver]) < each:
            free = [o for o in order if o != giver and o not in reviews[giver]]
            owner = min(free, key=lambda o: (len(gets[o]), chance.random()))
            if len(gets[owner]) < each or not _exchange(giver, each, order, reviews, gets, given):
                reviews[giver].append(owner)
                gets[owner].append(giver)
    return {giver: tuple(owners) for giver, owners in reviews.items()}


def _exchange(
    giver: str,
    each: int,
    order: list[str],
    reviews: dict[str, list[str]],
    gets: dict[str, list[str]],
    given: set[tuple[str, str]],
) -> bool:
    """Only `giver` themselves still lacks somebody: another takes them, and leaves `giver` one of theirs."""
    lacking = [owner for owner in order if len(gets[owner]) < each]
    for owner in lacking:
        for other in order:
            if other in (giver, owner) or owner in reviews[other]:
                continue
            for theirs in reviews[other]:
                if theirs not in (giver, *reviews[giver]) and (other, theirs) not in given:
                    reviews[other][reviews[other].index(theirs)] = owner
                    gets[theirs][gets[theirs].index(other)] = giver
                    gets[owner].append(other)
                    reviews[giver].append(theirs)
                    return True
    return False


def reviewed(workshop: Workshop, root: str) -> set[tuple[str, str]]:
    """Who has reviewed whom, by name: what was given without one is in no count, as that would tell whose it is."""
    return {
        (given.by, owned(key).owner)
        for key, canvas in workshop.canvases.items()
        if owned(key).activity == root
        for given in canvas.feedback.values()
        if not given.anonymous and _is_of_a_review(workshop, given.stage)
    }


def _is_of_a_review(workshop: Workshop, stage: str) -> bool:
    activity, _, key = stage.partition(".")
    known = workshop.activities.get(activity)
    return known is not None and any(one.key == key and one.does == "review" for one in known.stages)


def reviewers_done(workshop: Workshop, root: str, owner: str, stage: str) -> int:
    """How many of those who are asked to give feedback to somebody have, at the most; nobody is told which.

    Whoever gave counts, asked now or before: else dealing anew would tell who gave without a name.
    """
    asked = sum(owner in owners for owners in workshop.reviews.get(root, {}).values())
    canvas = workshop.canvases.get(key_of(root, owner))
    given = canvas.feedback.values() if canvas else ()
    return min(asked, len({one.by for one in given if one.stage == stage}))


class ReviewsAssigned(Change):
    """Whoever sees other canvases now gets a new view."""

    activity: str
    reviews: dict[str, tuple[str, ...]]

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, reviews=put(workshop.reviews, self.activity, self.reviews))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        was = before.reviews.get(self.activity, {})
        people = [p for p in {**was, **self.reviews} if set(was.get(p, ())) != set(self.reviews.get(p, ()))]
        return ((TRAINERS_ALL, self), *((person_audience(person), Renewed()) for person in people))
