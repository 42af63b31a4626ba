"""What a report calls its own things, in its language: codes become words, days become dates."""

from __future__ import annotations

import datetime
import re

from moot.rooms.results.report import Chapter, LeftOut, Report
from moot.server.catalogue import Words

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Labels:
    def __init__(self, words: Words) -> None:
        self.words = words
        _ = words.gettext
        self.fields = {
            "causes": _("Its root causes"),
            "what": _("What"),
            "who": _("Who"),
            "first-step": _("First step"),
            "needed": _("What is needed"),
            "risks": _("Risks"),
        }
        self.rules = {
            "most-dots": _("Most dots."),
            "run-off": _("Won the run-off."),
            "trainer": _("A trainer’s choice."),
        }
        self.states = {
            "": "",
            "not-begun": _("not begun"),
            "under-way": _("under way"),
            "done": _("done"),
            "dropped": _("dropped"),
        }
        self.verdicts = {"": "", "taken": _("Taken"), "adapted": _("Adapted"), "not-taken": _("Not taken")}
        self.roles = {"participant": _("Participant"), "trainer": _("Trainer"), "observer": _("Observer")}
        self.deeds = {
            "note": _("A note of yours"),
            "private-note": _("A private note of yours"),
            "deleted-note": _("A note of yours that was deleted"),
            "dots": _("Your dots"),
            "answer": _("Your answer"),
            "question": _("A question of yours"),
            "upvote": _("A question that you upvoted"),
            "feedback": _("Feedback that you gave"),
        }

    def room(self, number: int) -> str:
        return self.words.gettext("Group {number}", number=number) if number else ""

    def owner(self, person: str, room: int) -> str:
        return person or self.room(room) or self.words.gettext("All together")

    def after(self, days: int) -> str:
        return self.words.gettext("After {days} days", days=days)

    def day(self, number: int, title: str) -> str:
        said = self.words.gettext("Day {number}", number=number)
        return f"{said} · {title}" if title else said

    def chapter(self, chapter: Chapter) -> str:
        _ = self.words.gettext
        if chapter.kind == "activity":
            return chapter.title
        others = {
            "questions": _("Questions and answers"),
            "plans": _("Plans, and how they go"),
            "people": _("Who took part"),
            "own": _("What you did yourself"),
        }
        return others[chapter.kind]

    def of(self, report: Report) -> str:
        """Which part of the training it is about."""
        _ = self.words.gettext
        if report.scope == "training":
            return _("The whole training")
        if report.scope == "day":
            return _("Day {number}", number=report.of)
        return _("Group {number}", number=report.of) if report.scope == "room" else report.of

    def readers(self, report: Report) -> str:
        _ = self.words.gettext
        if report.reader == "trainers":
            return _("For the trainers: it has names that others do not see.")
        return (
            _("For everyone.") if report.reader == "everyone" else _("For yourself: it has what nobody else is told.")
        )

    def date(self, day: str) -> str:
        """Of `YYYY-MM-DD`."""
        if not day:
            return ""
        date = datetime.date.fromisoformat(day)
        return self._month(date.month).replace("{day}", str(date.day)) + f" {date.year}"

    def date_at(self, at: int) -> str:
        """Of a moment in milliseconds since 1970: UTC."""
        return self.date(_when(at).date().isoformat())

    def moment(self, at: int) -> str:
        """Of milliseconds since 1970."""
        return f"{self.date_at(at)}, {_when(at):%H:%M} UTC"

    def period(self, start: str, due: str) -> str:
        return " – ".join(self.date(day) for day in dict.fromkeys((start, due)) if day)

    def days_in(self, time_frame: str) -> str:
        """Of `YYYY-MM-DD – YYYY-MM-DD`, or one of the two."""
        return DAY.sub(lambda found: self.date(found[0]), time_frame)

    def left_out(self, one: LeftOut) -> str:
        n, ngettext = one.count, self.words.ngettext
        texts = {
            "private-notes": ngettext(
                "{n} private note that was not revealed", "{n} private notes that were not revealed", n
            ),
            "deleted-notes": ngettext("{n} deleted note", "{n} deleted notes", n),
            "hidden-notes": ngettext("{n} note that a trainer hid", "{n} notes that a trainer hid", n),
            "anonymous-notes": ngettext("who wrote {n} anonymous note", "who wrote {n} anonymous notes", n),
            "open-ballots": ngettext("{n} ballot that is not counted yet", "{n} ballots that are not counted yet", n),
            "removed-rows": ngettext("{n} row that was removed", "{n} rows that were removed", n),
            "unreleased-feedback": ngettext(
                "{n} piece of feedback that was not shown to its owner yet",
                "{n} pieces of feedback that were not shown to their owners yet",
                n,
            ),
            "anonymous-feedback": ngettext(
                "who gave {n} anonymous piece of feedback", "who gave {n} anonymous pieces of feedback", n
            ),
            "hidden-questions": ngettext("{n} hidden question", "{n} hidden questions", n),
            "anonymous-questions": ngettext("who asked {n} anonymous question", "who asked {n} anonymous questions", n),
            "never-came": ngettext("{n} person on the list who never came", "{n} people on the list who never came", n),
            "other-rooms": ngettext("the board of {n} group", "the boards of {n} groups", n),
            "other-canvases": ngettext("{n} canvas, which its owner has", "{n} canvases, which their owners have", n),
            "forms": ngettext("the answers to {n} form", "the answers to {n} forms", n),
        }
        return texts[one.what]

    def _month(self, number: int) -> str:
        _ = self.words.gettext
        months = (
            _("{day} January"),
            _("{day} February"),
            _("{day} March"),
            _("{day} April"),
            _("{day} May"),
            _("{day} June"),
            _("{day} July"),
            _("{day} August"),
            _("{day} September"),
            _("{day} October"),
            _("{day} November"),
            _("{day} December"),
        )
        return months[number - 1]


def _when(at: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(at / 1000, datetime.UTC)
