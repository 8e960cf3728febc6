"""The command line: `python -m bot ask | check | facts | commitments | audit | reports | …`.

JSON goes to standard output and nothing else does; progress and notices go to standard error.
Exit status: 0 done (a refusal is done), 2 wrong usage or input, 1 anything else.
"""

import sys
from io import TextIOWrapper

import typer

from bot.commands.asking import ask
from bot.commands.corpus import index, reports
from bot.commands.registers import audit, check, commitments, facts
from bot.commands.staff import add as add_staff
from bot.errors import BotError
from bot.terminal import complain

app = typer.Typer(
    help="问报：问政府报告，答案逐句有出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (ask, check, facts, commitments, audit, reports, index):
    app.command()(command)
staff = typer.Typer(help="工作人员账号。", no_args_is_help=True)
staff.command("add")(add_staff)
app.add_typer(staff, name="staff")


def main() -> None:
    """Run the command line; print the message and the mend of what goes wrong, in one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # UTF-8 whatever the terminal's encoding is
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except BotError as error:
        raise SystemExit(complain(error)) from error


if __name__ == "__main__":
    main()
