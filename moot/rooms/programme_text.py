"""A programme written down as a file. Reading it again gives an equal programme."""

import json
from collections.abc import Iterator

from moot.rooms.programme import Activity, Day, Programme, Session, Stage, Words
from moot.rooms.toml_table import length_text


def dump(programme: Programme) -> str:
    """The text of a file; `programme` is one that could have been read from one."""
    lines = [f"key = {_text(programme.key)}", *_words("title", programme.title)]
    lines.append(f"languages = {_texts(programme.languages)}")
    lines += [f"groups = {programme.groups}", f"mix_by = {_text(programme.mix_by)}"]
    lines.append(f"asks = {_texts(programme.asks)}")
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
    for session in day.sessions:
        yield from _session(session)


def _session(session: Session) -> Iterator[str]:
    yield from ("", "[[day.session]]", f"key = {_text(session.key)}")
    yield from _words("title", session.title)
    if session.starts:
        yield from (f"starts = {_text(session.starts)}", f"ends = {_text(session.ends)}")
    yield f"interactive = {str(session.interactive).lower()}"
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
    for stage in activity.stages:
        yield from _stage(stage)


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
