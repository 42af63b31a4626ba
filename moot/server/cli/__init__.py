"""The command `moot`."""

import click

from moot import __version__
from moot.server.cli.archiving import export_command, forget, import_command
from moot.server.cli.doctor import doctor
from moot.server.cli.erasing import erase
from moot.server.cli.rehearsing import check, rehearse
from moot.server.cli.reporting import report_command
from moot.server.cli.retaining import retain
from moot.server.cli.serving import demo, serve


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="moot")
def main() -> None:
    """The server that a training is run on: breakout rooms, boards, sealed votes, a console for the trainers."""


for command in (
    serve,
    demo,
    rehearse,
    check,
    doctor,
    export_command,
    import_command,
    forget,
    erase,
    retain,
    report_command,
):
    main.add_command(command)
