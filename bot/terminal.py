"""The terminal: what the page's server, the command line and eval say on standard error.

Standard output stays free for answers.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from bot.errors import BotError

console = Console(stderr=True)


@contextmanager
def progress_bar(label: str, screen: Console = console) -> Iterator[Callable[[int, int], None]]:
    """Yield a function (done, total) that draws a bar on `screen`, if that is a terminal."""
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=screen, transient=True)
    task: TaskID | None = None

    def show(done: int, total: int) -> None:
        nonlocal task
        if not screen.is_terminal:
            return
        if task is None:
            bar.start()
            task = bar.add_task(label, total=total)
        bar.update(task, completed=done, total=total)

    try:
        yield show
    finally:
        if task is not None:
            bar.stop()


def log_notice(text: str) -> None:
    """Print something worth knowing that is no error, in one line."""
    console.print(text, highlight=False, markup=False, soft_wrap=True)


def complain(error: BotError) -> int:
    """Print what is wrong and how to mend it, in one line; return the exit status for it."""
    console.print(f"{error.message}{error.mend}", highlight=False, markup=False, soft_wrap=True)
    return error.exit_status
