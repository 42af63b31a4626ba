"""Programs that act in a workshop by a token: what each may read and ask. Only a digest of the token is known here.

A program is a person of the workshop with a trainer's role, so that its name stands beside what it does; its scopes
say how much of a trainer's it may do, and it may never let in another program.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

from moot.rooms.asking import TRAINERS, Change, Changes, Moment, Request, Seen
from moot.rooms.limits import PROGRAM_DAYS, PROGRAMS
from moot.rooms.outside.webhook import RemoveWebhook, SetWebhook, TryWebhook
from moot.rooms.people.groups import AddGroup, MakeGroups, MovePerson
from moot.rooms.people.joining import Listed, ListPeople, newcomer
from moot.rooms.people.people import PersonJoined, PersonRemoved, RemovePerson, RestorePerson, WithdrawBadges
from moot.rooms.protection.access import LookAt
from moot.rooms.protection.erase import Erase
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed, put
from moot.rooms.stages.message import RenewLink

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

Scope = Literal["read", "results", "people", "write", "lead"]
"""`read`: all that trainers see. `results`: what is taken home. `people`: lists, groups, personal links. `write`:
boards, canvases, questions. `lead`: stages, votes, decisions, messages, the projector, and all else of trainers."""
SCOPES: tuple[Scope, ...] = get_args(Scope)

DAY = 24 * 3600 * 1000
_DIGEST = re.compile("[0-9a-f]{64}")


class Program(Value, kw_only=True):
    """What a program may, beside the person that it is. Its token is withdrawn once that person is removed."""

    scopes: tuple[Scope, ...]
    digest: str
    """SHA-256 of the token, in hexadecimal digits. In nobody's view."""
    made: int
    expires: int
    by: str = ""
    """The trainer who let it in; empty: the operator."""


class MakeProgram(Request):
    """A program may come in by a token from now on. Asked by the server, which makes the token, for a trainer."""

    by = TRAINERS
    lasting = True
    program: str
    name: str
    scopes: tuple[Scope, ...]
    digest: str
    days: int = 90

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if self.program in workshop.people or not _DIGEST.fullmatch(self.digest):
            raise Refused(Reason.BAD_ID)
        if not self.scopes:
            raise Refused(Reason.NO_SCOPE)
        if not 1 <= self.days <= PROGRAM_DAYS:
            raise Refused(Reason.NO_TIME_LIKE_THAT)
        if sum(is_let_in(workshop, person, when.at) for person in workshop.programs) >= PROGRAMS:
            raise Refused(Reason.TOO_MANY_PROGRAMS)
        person = changed(newcomer(workshop, self.program, "trainer", Listed(self.name)), program=True)
        program = Program(
            scopes=tuple(scope for scope in SCOPES if scope in self.scopes),
            digest=self.digest,
            made=when.at,
            expires=when.at + self.days * DAY,
            by=who,
        )
        return (PersonJoined(person=person), ProgramMade(person=person.id, program=program))


class WithdrawProgram(Request):
    """Its token is void at once, and for good; what the program did stays."""

    by = TRAINERS
    lasting = True
    program: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if self.program not in workshop.programs:
            raise Refused(Reason.NO_SUCH_PROGRAM)
        if workshop.person(self.program).removed:
            raise Refused(Reason.ALREADY)
        return (PersonRemoved(person=self.program),)


class ProgramMade(Change):
    person: str
    program: Program

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, programs=put(workshop.programs, self.person, self.program))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


OF_SCOPE: dict[type[Request], Scope] = dict.fromkeys(
    (ListPeople, MakeGroups, AddGroup, MovePerson, RemovePerson, RestorePerson, WithdrawBadges), "people"
)
NEVER: tuple[type[Request], ...] = (
    MakeProgram, WithdrawProgram, RenewLink, SetWebhook, RemoveWebhook, TryWebhook, Erase,
)  # fmt: skip
"""What only people may ask: a program lets nobody in, tells nobody else, and erases nobody."""


def scope_of(request: type[Request]) -> Scope | None:
    """The scope that a program needs to ask this; None: no program may."""
    if request in NEVER or not request.by >= TRAINERS:
        return None
    return OF_SCOPE.get(request, "lead" if request.by == TRAINERS else "write")


def is_let_in(workshop: Workshop, person: str, now: int) -> bool:
    """Whether the token of a program is good now."""
    program = workshop.programs.get(person)
    return program is not None and not workshop.people[person].removed and now < program.expires


def bearer(workshop: Workshop, digest: str, now: int) -> str:
    """The program whose token has this digest, if it is good now; empty: none."""
    found = (person for person, program in workshop.programs.items() if program.digest == digest)
    return next((person for person in found if is_let_in(workshop, person, now)), "")


def check_asks(workshop: Workshop, request: type[Request], who: str, now: int) -> None:
    """Whether a person, if it is a program, may ask this."""
    program = workshop.programs.get(who)
    if program is None or request is LookAt:  # that a program looks is written down whatever it may ask
        return
    if not is_let_in(workshop, who, now):
        raise Refused(Reason.NOT_ALLOWED)
    if (scope := scope_of(request)) is None or scope not in program.scopes:
        raise Refused(Reason.OUT_OF_SCOPE)


def scopes_of(workshop: Workshop, person: str) -> tuple[Scope, ...]:
    program = workshop.programs.get(person)
    return program.scopes if program else ()
