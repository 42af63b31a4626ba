"""Why a request is refused: one table. The catalogue has the words for each, and the next step."""

from enum import StrEnum


class Reason(StrEnum):
    """Sent to who asked, as it is written here."""

    NOT_ALLOWED = "not-allowed"  # a role that may not do this at all
    NOT_NOW = "not-now"  # the stage under way does not have this in it
    STAGE_OVER = "stage-over"  # it came after the end and its grace
    ELSEWHERE = "elsewhere"  # the person is not in that room (any more)
    NO_SUCH_ROOM = "no-such-room"
    NO_SUCH_PERSON = "no-such-person"
    NO_SUCH_STAGE = "no-such-stage"
    NO_SUCH_SESSION = "no-such-session"
    NO_SUCH_SECTION = "no-such-section"
    NO_SUCH_NOTE = "no-such-note"
    NO_SUCH_CLUSTER = "no-such-cluster"
    NO_SUCH_BALLOT = "no-such-ballot"
    NO_SUCH_TEXT = "no-such-text"
    NO_SUCH_CANVAS = "no-such-canvas"
    NO_SUCH_ROW = "no-such-row"
    NO_SUCH_CELL = "no-such-cell"
    NO_SUCH_QUESTION = "no-such-question"
    NO_SUCH_FORM = "no-such-form"
    NO_SUCH_CHECK_IN = "no-such-check-in"
    NO_SUCH_INDICATOR = "no-such-indicator"
    NO_SUCH_FEEDBACK = "no-such-feedback"
    NOT_YOUR_NOTE = "not-your-note"
    ID_TAKEN = "id-taken"
    BAD_ID = "bad-id"
    EMPTY = "empty"
    TOO_LONG = "too-long"
    BAD_LETTERS = "bad-letters"  # control and direction-override characters
    TOO_MANY_NOTES = "too-many-notes"
    TOO_MANY_SECTIONS = "too-many-sections"
    TOO_MANY_CLUSTERS = "too-many-clusters"
    TOO_MANY_PEOPLE = "too-many-people"
    TOO_MANY_GROUPS = "too-many-groups"
    TOO_MANY_QUESTIONS = "too-many-questions"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_SNAPSHOTS = "too-many-snapshots"
    TOO_MANY_FEEDBACKS = "too-many-feedbacks"
    NO_STAGE = "no-stage"  # nothing is under way in that room
    NO_STAGE_BEFORE = "no-stage-before"
    NO_STAGE_AFTER = "no-stage-after"
    ALREADY = "already"  # it is so already: paused, ended, revealed …
    NO_TIME_LIKE_THAT = "no-time-like-that"
    BALLOT_OPEN = "ballot-open"  # while a ballot is open its notes stand still
    BALLOT_NOT_OPEN = "ballot-not-open"
    BALLOT_CLOSED = "ballot-closed"  # closed, and its grace is over
    NOT_ON_BALLOT = "not-on-ballot"
    NO_DOTS_LEFT = "no-dots-left"
    NO_MORE_ON_THIS_NOTE = "no-more-on-this-note"
    NO_DOT_HERE = "no-dot-here"
    REASON_NEEDED = "reason-needed"  # another than the one top idea is chosen
    NO_TIE = "no-tie"
    NO_DECISION = "no-decision"
    DECIDED = "decided"  # what won stays, until the decision is withdrawn
    TEXT_MOVED_ON = "text-moved-on"  # an edit on a revision too old to carry over
    NOT_YET = "not-yet"  # a check-in long before its day
    BAD_EDIT = "bad-edit"
    BAD_LINK = "bad-link"  # not a link to a page
    BAD_VALUE = "bad-value"  # not what a cell of this column holds
    BAD_DAYS = "bad-days"  # no such day, or due before it starts
    OWN_CANVAS = "own-canvas"  # feedback is given by others
    CONSENT_NEEDED = "consent-needed"  # the programme has a text to agree to
    LOCKED = "locked"  # only trainers write there now
    VOTED = "voted"  # somebody votes themselves: nobody enters dots for them
    TOO_MANY_DEVICES = "too-many-devices"
    NO_SUCH_COMMAND = "no-such-command"
    CHANGED_SINCE = "changed-since"  # something done since stands in the way of taking it back
    LASTING = "lasting"  # a command that cannot be taken back
    NAME_TAKEN = "name-taken"  # claimed by somebody already
    NO_SUCH_PROGRAM = "no-such-program"
    TOO_MANY_PROGRAMS = "too-many-programs"
    NO_SUCH_WEBHOOK = "no-such-webhook"
    TOO_MANY_WEBHOOKS = "too-many-webhooks"
    NO_SCOPE = "no-scope"  # a program that could do nothing
    OUT_OF_SCOPE = "out-of-scope"  # a program asks what its token is not for
    PROGRAMME_MOVED_ON = "programme-moved-on"  # another trainer changed it since
    WORK_IN_THE_WAY = "work-in-the-way"  # what a new programme leaves out has work in it
    SECTION_NOT_EMPTY = "section-not-empty"


class Refused(Exception):
    """A person's request that the rules do not allow; nothing has changed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
