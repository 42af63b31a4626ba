"""Every limit of a workshop on one page, and where its number comes from. People see each before they hit it."""

PEOPLE = 1_000  # a workshop; the largest plenary that one server was measured with is half of it
GROUPS = 60  # a console fits 60 by scrolling
NAME_LETTERS = 80  # the longest of 32 real names has 26
ORGANISATION_LETTERS = 120
NOTE_LETTERS = 300  # a post-it; a board is read from across a room
NOTES_EACH = (
    60  # a person and board: one every 15 s for 15 minutes. Per person, as a board's count would betray private notes
)
SECTIONS = 24  # a board; more challenges than a group can vote on in a morning
CLUSTERS = 120  # a board
CLUSTER_LETTERS = 120
MEANING_LETTERS = 60  # of a colour: a legend is one line
FIELD_LETTERS = 2_000  # a page of 300 words in any European language
ROWS = 60  # a canvas
CELL_LETTERS = 1_000  # what fits beside nine others on a printed page
NAMES = 12  # responsible for one step
INDICATORS = 12  # of one step
INDICATOR_LETTERS = 160
ANSWER_LETTERS = 300  # to one of the five questions about an indicator
YEARS = (2000, 2100)  # of a period
FEEDBACK_LETTERS = 1_000
PROGRAMS = 20  # let in at once: a registration, a wall, a report, each a few times
PROGRAM_DAYS = 400  # of a token: a training, its check-ins, and the year after
PROGRAM_KEYS = 200  # last requests of a program that are remembered, so that one that is repeated is not done again
LOOKS = 120  # rooms and canvases that a trainer has open at once: all rooms twice
REVIEWS_EACH = 6  # canvases that one person gives feedback on: about five minutes each
FEEDBACKS = 400  # on one canvas: ten people on each of its steps
FEEDBACKS_EACH = 40  # of one person on one canvas
QUESTION_LETTERS = 400
QUESTIONS_EACH = 20
FORM_TEXT_LETTERS = 1_000  # one answer of a feedback form
CHECK_IN_LETTERS = 2_000  # the note of a check-in
MARKS = 150  # of notes, in the miniature of one section: what is still told apart on a card of 180 px
MISSING_NAMED = 12  # who have not voted yet are named to trainers once they are so few; before that they are counted
MESSAGE_LETTERS = 400
LINK_LETTERS = 500  # to a meeting or material: the longest of the large video services have about 200
MESSAGES_KEPT = 5  # a room
REASON_LETTERS = 500
RECORD = 200  # commands that are shown and can be taken back: a day of one every two minutes; all are in the journal
EXTEND_SECONDS = 3_600  # in one gesture, either way
GRACE_MS = 3_000  # after a close, for what was under way: slow hotel Wi-Fi takes 1–2 s
STREAMS_EACH = 16  # tabs and devices of a person whose request numbers are remembered
WINDOW = 64  # requests of one stream that may be unanswered at once; within it none is done twice
ID_LETTERS = (8, 16)  # of an id that a browser makes: 8 of 36 letters are 41 bits
