"""What the simulated trainer puts on the projector: what fits the stage that begins."""

from __future__ import annotations

from typing import assert_never

from moot.rooms.programmes.programme import Does
from moot.rooms.stages.message import Show, Shown
from moot.server.rehearsal.person import Person


async def project(trainer: Person, does: Does, activity: str) -> None:
    """Asks for nothing that is shown already."""
    await show(trainer, _fitting(does, activity))


async def show(trainer: Person, shown: Shown) -> None:
    if trainer.view.shown != shown:
        await trainer.ask(Show(shown))


def _fitting(does: Does, activity: str) -> Shown:
    match does:
        case "collect":
            return Shown("code")
        case "cluster":
            return Shown("board", board=activity)
        case "select":
            return Shown("results", board=activity)
        case "detail":
            return Shown("winners", board=activity)
        case "present":
            return Shown("presenting")
        case "answer":
            return Shown("form", board=activity)
        case "compose":
            return Shown("statements", board=activity)
        case "integrate":
            return Shown("questions")
        case "define" | "ideate" | "vote" | "fill" | "review":
            return Shown("clock")
        case _:
            assert_never(does)
