"""`python -m moot.server.results.worker FONTS`: makes one file from the order on its input."""

import os
import sys
import traceback

from moot.rooms.refusals import Refused
from moot.rooms.results.making import report_of
from moot.server.results import render
from moot.server.results.order import LACKING_TOLD, Made, NotMade, Progress, Said, decode_order, encode

NICER = 10
"""Those who work in the training come first."""


def main() -> None:
    os.nice(NICER)
    order = decode_order(sys.stdin.buffer.read())
    try:
        report = report_of(order.workshop, order.wanted, order.at)
        _say(Progress("writing"))
        file = render(report, order.format, fonts=sys.argv[1])
    except Refused as refused:
        _say(NotMade(refused.reason.value))
    except Exception:  # whatever a format stumbles over: it is written down, and the person is told
        traceback.print_exc()
        _say(NotMade("failed"))
    else:
        some = file.lacking[:LACKING_TOLD]
        _say(Made(len(file.content), file.media_type, file.name, len(file.lacking), some))
        sys.stdout.buffer.write(file.content)
        sys.stdout.buffer.flush()


def _say(said: Said) -> None:
    sys.stdout.buffer.write(encode(said) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
