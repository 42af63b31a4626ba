"""What people do again and again in their canvases: write, and look what stands there."""

from moot.rooms.asking import Request
from moot.rooms.canvases.cell import EditCell
from moot.rooms.canvases.feedback import GiveFeedback
from moot.rooms.stages.stage import StartStage
from moot.rooms.texts.text import Edit
from moot.rooms.workshop import Workshop
from tests.rooms.world import World

VALUE, PLAN = "value:p0", "plan:p0"


def started(stage: str, *rooms: str) -> StartStage:
    activity, _, key = stage.partition(".")
    return StartStage(activity, key, rooms)


def write(text: str, place: str, canvas: str = VALUE, revision: int = 0) -> EditCell:
    row, column = place.split("/")
    return EditCell(canvas=canvas, row=row, column=column, revision=revision, edit=[[0, *text.split("\n")]])


def begin(world: World, text: str, place: str, canvas: str = VALUE) -> EditCell:
    """Something is put before what stands there."""
    row, column = place.split("/")
    there = world.workshop.canvas(canvas).texts[place]
    edit: Edit = [[0, text], len(there.value.encode("utf-16-le")) // 2]
    return EditCell(canvas=canvas, row=row, column=column, revision=there.revision, edit=edit)


def text_in(view: Workshop, place: str, canvas: str = VALUE) -> str:
    return view.canvases[canvas].texts[place].value


def rows(world: World, canvas: str = VALUE) -> list[str]:
    return [row.id for row in world.workshop.canvas(canvas).standing()]


def give(id: str = "feedback1", canvas: str = PLAN, anonymous: bool = False, place: str = "row0/action") -> Request:
    return GiveFeedback(canvas=canvas, id=id, place=place, text="Start with the big ones", anonymous=anonymous)
