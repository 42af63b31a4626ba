"""A programme written down as a file. Reading it again gives an equal programme."""

import json
from collections.abc import Iterator

from moot.rooms.canvas_plan import CanvasPlan
from moot.rooms.form_plan import FormPlan
from moot.rooms.programme import Activity, Day, Programme, Session, Stage
from moot.rooms.shape import Words
from moot.rooms.toml_table import length_text


def dump(programme: Programme) -> str:
    """The text of a file; `programme` is one that could have been read from one."""
    lines = [f"key = {_text(programme.key)}", *_words("title", programme.title)]
    lines.append(f"languages = {_texts(programme.languages)}")
    lines += [f"groups = {programme.groups}", f"mix_by = {_text(programme.mix_by)}"]
    lines.append(f"asks = {_texts(programme.asks)}")
    if programme.check_ins:
        lines.append(f"check_ins = [{', '.join(map(str, programme.check_ins))}]")
    if programme.consent:
        lines += _words("consent", programme.consent)
    for day in programme.days:
        lines += _day(day)
    return "\n".join(lines) + "\n"


def _day(day: Day) -> Iterator[str]:
    yield from ("", "[[day]]", f"number = {day.number}")
    yield from _words("title", day.title)
    if day.date:
        yield f"date = {day.date}"
    yield f"mode = {_text(day.mode)}"
    yield from _word_list("goals", day.goals)
    if day.meeting:
        yield f"meeting = {_text(day.meeting)}"
    for session in day.sessions:
        yield from _session(session)


def _session(session: Session) -> Iterator[str]:
    yield from ("", "[[day.session]]", f"key = {_text(session.key)}")
    yield from _words("title", session.title)
    if session.starts:
        yield from (f"starts = {_text(session.starts)}", f"ends = {_text(session.ends)}")
    yield f"interactive = {str(session.interactive).lower()}"
    for material in session.materials:
        yield from ("", "[[day.session.material]]", *_words("title", material.title), f"url = {_text(material.url)}")
    for activity in session.activities:
        yield from _activity(activity)


def _activity(activity: Activity) -> Iterator[str]:
    yield from ("", "[[day.session.activity]]", f"key = {_text(activity.key)}", f"kind = {_text(activity.kind)}")
    yield from _words("title", activity.title)
    if activity.anonymous:
        yield "anonymous = true"
    yield from _word_list("sections", activity.sections)
    if activity.topics_from:
        yield f"topics_from = {_text(activity.topics_from)}"
    if activity.canvas:
        yield from _canvas(activity.canvas)
    if activity.form:
        yield from _form(activity.form)
    for stage in activity.stages:
        yield from _stage(stage)


def _canvas(canvas: CanvasPlan) -> Iterator[str]:
    yield from ("", "[day.session.activity.canvas]", f"scope = {_text(canvas.scope)}", f"rows = {canvas.rows}")
    for key in ("goes_on_from", "beside"):
        if named := getattr(canvas, key):
            yield f"{key} = {_text(named)}"
    yield from (*_words("row_title", canvas.row_title), *_words("statement", canvas.statement))
    yield from _word_list("guides", canvas.guides)
    for column in canvas.columns:
        yield from ("", "[[day.session.activity.canvas.column]]", f"key = {_text(column.key)}")
        yield from (*_words("title", column.title), *_words("question", column.question))
        yield from (f"type = {_text(column.type)}", f"written_by = {_text(column.written_by)}")
        yield from _word_list("choices", column.choices)
        if column.spans:
            yield "spans = true"
    for example in canvas.examples:
        yield from ("", "[[day.session.activity.canvas.example]]")
        for key, words in example.items():
            yield from _words(key, words)


def _form(form: FormPlan) -> Iterator[str]:
    for field in form.fields:
        yield from (
            "",
            "[[day.session.activity.form.field]]",
            f"key = {_text(field.key)}",
            f"type = {_text(field.type)}",
        )
        yield from _words("title", field.title)
        if field.type == "scale":
            yield f"points = {field.points}"
        yield from (*_words("low", field.low), *_words("high", field.high))
        yield from _word_list("choices", field.choices)


def _stage(stage: Stage) -> Iterator[str]:
    yield from ("", "[[day.session.activity.stage]]", f"key = {_text(stage.key)}", f"does = {_text(stage.does)}")
    yield from _words("title", stage.title)
    yield from _words("instruction", stage.instruction)
    yield f"length = {_text(length_text(stage.seconds))}"
    if stage.per_topic:
        yield "per_topic = true"
    if stage.private:
        yield "private = true"
    yield from (f"at_zero = {_text(stage.at_zero)}", f"warn = {_text(length_text(stage.warn_seconds))}")
    yield f"writers = {_text(stage.writers)}"
    if stage.does == "vote":
        yield from (f"dots = {stage.dots}", f"most = {stage.most}", f"ballots = {_text(stage.ballots)}")
    if stage.columns:
        yield f"columns = {_texts(stage.columns)}"
    if stage.does == "review":
        yield f"each = {stage.each}"
    yield from _word_list("questions", stage.questions)


def _words(key: str, words: Words) -> Iterator[str]:
    return (f"{key}.{language} = {_text(text)}" for language, text in words.items())


def _word_list(key: str, items: tuple[Words, ...]) -> Iterator[str]:
    if items:
        yield f"{key} = ["
        for words in items:
            yield f"  {{{', '.join(_words_inline(words))}}},"
        yield "]"


def _words_inline(words: Words) -> Iterator[str]:
    return (f"{language} = {_text(text)}" for language, text in words.items())


def _texts(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _text(value: str) -> str:
    """JSON's escapes are TOML's too; what JSON leaves as it is and TOML would refuse cannot be in a programme."""
    return json.dumps(value, ensure_ascii=False)
