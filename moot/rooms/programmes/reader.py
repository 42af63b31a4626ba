"""A programme read from the tables of its file, from the top down."""

import re
from functools import cache
from typing import Any, get_args, get_type_hints

from moot.rooms.canvases import rules as canvas_rules
from moot.rooms.canvases.plan import CanvasPlan
from moot.rooms.forms.plan import FormPlan
from moot.rooms.limits import (
    GROUPS,
    KEEP_DAYS,
    LONGEST_STAGE_SECONDS,
    REVIEWS_EACH,
    SECTIONS,
    SHORTEST_STAGE_SECONDS,
)
from moot.rooms.programmes import rules
from moot.rooms.programmes.canvas import MOST_COLUMNS, read_canvas
from moot.rooms.programmes.form import read_form
from moot.rooms.programmes.programme import Activity, AtZero, Day, Does, Material, Programme, Session, Stage
from moot.rooms.programmes.toml_table import Bare, Table
from moot.rooms.programmes.words import (
    A_KEY,
    A_LANGUAGE,
    KEY,
    LANGUAGE,
    LONGEST_KEY,
    LONGEST_TITLE,
    MOST_LANGUAGES,
    Texts,
)
from moot.rooms.shape import Words
from moot.rooms.stages.meeting import A_LINK, LINK
from moot.rooms.stages.timetable import TIME

LONGEST_GOAL = 200
LONGEST_INSTRUCTION = 600
LONGEST_CONSENT = 1_500
MOST_DAYS = 60
MOST_SESSIONS = 40
MOST_ACTIVITIES = 6
MOST_STAGES = 12
MOST_GOALS = 12
MOST_DOTS = 20
MOST_CHECK_INS = 6
LONGEST_AFTER = 400
MOST_QUESTIONS = 6
SHORTEST, LONGEST = SHORTEST_STAGE_SECONDS, LONGEST_STAGE_SECONDS
"""Of a stage, in seconds."""
LONGEST_WARNING = 1800

MOST_MATERIALS = 12


class Reader:
    """Reads from the top down. What is read of a wrong value is some valid one; it never leaves `file.read`."""

    def __init__(self, top: Table) -> None:
        self.top = top
        self.languages = self._languages()
        self.texts = Texts(self.languages, table_is_wrong="languages" in top.wrong)
        self.sessions: rules.Read[Session] = []
        self.activities: rules.Read[Activity] = []
        self.canvases: rules.Read[CanvasPlan] = []

    def programme(self, file: str) -> Programme:
        top = self.top
        title = self.texts.words(top, "title", LONGEST_TITLE)
        programme = Programme(
            key=top.matching("key", KEY, A_KEY, _key_of(file)),
            title=title,
            languages=self.languages,
            groups=top.number("groups", 1, GROUPS, 2),
            mix_by=top.choice("mix_by", _options(Programme, "mix_by"), "country"),
            asks=self._asks(),
            consent=self.texts.words(top, "consent", LONGEST_CONSENT, default={}, many_lines=True),
            days=self._days(title),
            check_ins=(check_ins := self._check_ins()),
            keep_days=self._keep_days(max(check_ins, default=0)),
        )
        top.close()
        return programme

    def _languages(self) -> tuple[str, ...]:
        items = self.top.items("languages", MOST_LANGUAGES)
        for index, item in enumerate(items):
            if not (isinstance(item, str) and LANGUAGE.fullmatch(item)):
                self._wrong_item("languages", index, item, A_LANGUAGE)
            elif item in items[:index]:
                self._wrong_item("languages", index, item, "a language of its own: it is in the list already")
        if "languages" in self.top and not items and "languages" not in self.top.wrong:
            self.top.complain("languages", 'a list of at least one, such as ["en"]', Bare("an empty list"))
        good = tuple(item for item in items if isinstance(item, str) and LANGUAGE.fullmatch(item))
        return good or ("en",)

    def _check_ins(self) -> tuple[int, ...]:
        items = self.top.items("check_ins", MOST_CHECK_INS)
        good = [item for item in items if type(item) is int and 1 <= item <= LONGEST_AFTER]
        for index, item in enumerate(items):
            if item not in good or item in items[:index] or (index and item in good and item < good[index - 1]):
                self._wrong_item("check_ins", index, item, f"a number of days, 1 to {LONGEST_AFTER}, counting up")
        rules.check_ins_have_plans(self.top, self.activities)
        return tuple(good)

    def _keep_days(self, last: int) -> int:
        days = self.top.number("keep_days", 0, KEEP_DAYS, 0)
        if 0 < days <= last and "keep_days" not in self.top.wrong:
            self.top.complain("keep_days", f"over {last}, the last of check_ins, for which people are needed", days)
        return days

    def _wrong_item(self, key: str, index: int, item: object, expected: str) -> None:
        self.top.wrong.add(key)
        self.top.findings.note((key, index), item, expected)

    def _asks(self) -> tuple[rules.Question, ...]:
        questions: tuple[rules.Question, ...] = get_args(rules.Question)
        items = self.top.items("asks", len(questions))
        for index, item in enumerate(items):
            if item not in questions:
                self._wrong_item("asks", index, item, f"one of {', '.join(questions)}")
            elif item in items[:index]:
                self._wrong_item("asks", index, item, "asked once: it is in the list already")
        return tuple(question for item in items for question in questions if item == question)

    def _days(self, title: Words) -> tuple[Day, ...]:
        days: rules.Read[Day] = []
        for index, table in enumerate(self.top.tables("day", MOST_DAYS)):
            days.append((table, self._day(table, index + 1, title)))
        if not days and "day" not in self.top.wrong:
            self.top.complain("day", "at least one [[day]] with its sessions")
        rules.days_in_order(days)
        rules.unique_keys(self.sessions)
        rules.unique_keys(self.activities)
        rules.topics_come_before(self.activities)
        canvas_rules.canvases_fit(self.activities, self.canvases)
        return tuple(day for _, day in days)

    def _day(self, table: Table, number: int, title: Words) -> Day:
        sessions: rules.Read[Session] = []
        for index, inner in enumerate(table.tables("session", MOST_SESSIONS)):
            sessions.append((inner, self._session(inner, f"day-{number}-session-{index + 1}")))
        self.sessions += sessions
        rules.sessions_in_order(sessions)
        day = Day(
            number=table.number("number", 1, 366, number),
            title=self.texts.words(table, "title", LONGEST_TITLE, default=title),
            date=table.day("date"),
            mode=table.choice("mode", _options(Day, "mode"), "in-person"),
            goals=self.texts.word_list(table, "goals", MOST_GOALS, LONGEST_GOAL),
            meeting=table.matching("meeting", LINK, A_LINK, ""),
            sessions=tuple(session for _, session in sessions),
        )
        table.close()
        return day

    def _session(self, table: Table, key: str) -> Session:
        title = self.texts.words(table, "title", LONGEST_TITLE)
        activities = [(inner, self._activity(inner, title)) for inner in table.tables("activity", MOST_ACTIVITIES)]
        self.activities += activities
        session = Session(
            key=table.matching("key", KEY, A_KEY, key),
            title=title,
            starts=table.matching("starts", TIME, 'a time such as "09:30"', ""),
            ends=table.matching("ends", TIME, 'a time such as "09:30"', ""),
            interactive=table.flag("interactive", default=bool(activities)),
            materials=tuple(self._material(inner) for inner in table.tables("material", MOST_MATERIALS)),
            activities=tuple(activity for _, activity in activities),
        )
        table.close()
        return session

    def _material(self, table: Table) -> Material:
        title = self.texts.words(table, "title", LONGEST_TITLE)
        material = Material(title=title, url=table.matching("url", LINK, A_LINK, ""))
        if not material.url and "url" not in table.wrong:
            table.complain("url", A_LINK)
        table.close()
        return material

    def _activity(self, table: Table, title: Words) -> Activity:
        kind = table.choice("kind", _options(Activity, "kind"), "solve")
        stages = [(inner, self._stage(inner)) for inner in table.tables("stage", MOST_STAGES)]
        activity = Activity(
            key=table.matching("key", KEY, A_KEY, kind),
            title=self.texts.words(table, "title", LONGEST_TITLE, default=title),
            kind=kind,
            anonymous=table.flag("anonymous"),
            sections=self.texts.word_list(table, "sections", SECTIONS, LONGEST_TITLE),
            topics_from=table.matching("topics_from", KEY, "the key of a share activity", ""),
            canvas=self._canvas(table),
            form=self._form(table),
            stages=tuple(stage for _, stage in stages),
        )
        table.close()
        rules.stages_fit(table, activity, stages)
        if (activity.kind == "form") != (activity.form is not None) and "form" not in table.wrong:
            table.complain(
                "form", 'a [day.session.activity.form] in an activity of kind "form", and only there', Bare("this")
            )
        return activity

    def _canvas(self, table: Table) -> CanvasPlan | None:
        read = [read_canvas(inner, self.texts) for inner in table.tables("canvas", 1)]
        self.canvases += [(inner, plan) for inner, plan in read]
        return read[0][1] if read else None

    def _form(self, table: Table) -> FormPlan | None:
        read = [read_form(inner, self.texts) for inner in table.tables("form", 1)]
        return read[0] if read else None

    def _stage(self, table: Table) -> Stage:
        does: Does = table.choice("does", get_args(Does))
        dots = table.number("dots", 1, MOST_DOTS, 3)
        stage = Stage(
            key=table.matching("key", KEY, A_KEY, does),
            does=does,
            title=self.texts.words(table, "title", LONGEST_TITLE),
            instruction=self.texts.words(table, "instruction", LONGEST_INSTRUCTION, many_lines=True),
            seconds=table.seconds("length", SHORTEST, LONGEST),
            per_topic=table.flag("per_topic"),
            private=table.flag("private"),
            at_zero=table.choice("at_zero", get_args(AtZero), "go-on"),
            warn_seconds=table.seconds("warn", 0, LONGEST_WARNING, 60),
            writers=table.choice("writers", _options(Stage, "writers"), "group"),
            dots=dots,
            most=table.number("most", 1, MOST_DOTS if "dots" in table.wrong else dots, 1),
            ballots=table.choice("ballots", _options(Stage, "ballots"), "together"),
            columns=table.keys("columns", MOST_COLUMNS, KEY, "the key of a column"),
            each=table.number("each", 1, REVIEWS_EACH, 2),
            questions=self.texts.word_list(table, "questions", MOST_QUESTIONS, LONGEST_GOAL),
        )
        table.close()
        rules.options_fit(table, stage)
        return stage


@cache
def _options(struct: type, field: str) -> tuple[Any, ...]:
    """The values that a field of the plan may have."""
    return get_args(get_type_hints(struct)[field])


def _key_of(file: str) -> str:
    """`Day 4.toml` → `day-4`."""
    stem = re.sub(r"\.toml$", "", re.split(r"[/\\]", file)[-1])
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:LONGEST_KEY].strip("-") or "programme"
