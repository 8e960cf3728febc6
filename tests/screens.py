"""Pictures of every state of the page, for people to look at: `make screens`.

They go to build/screens/, named by width, state and look; `--readme` makes docs/page.png instead.
No test: what is ugly or unclear is for eyes to find.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from bot.assistant import Assistant, open_assistant
from bot.report.loading import Report, load_corpus
from bot.settings import PROJECT_ROOT, Settings
from tests.loopback import raise_loopback
from tests.web import states
from tests.web.conftest import ARGUMENTS, Served, Visit, serving

SCREENS = PROJECT_ROOT / "build" / "screens"
README_PICTURE = PROJECT_ROOT / "docs" / "page.png"
State = Callable[[Visit, Served], object]
SIZES = {390: states.PHONE, 1440: states.DESK}
PLAIN = (
    states.first_visit,
    states.two_years,
    states.long_answer,
    states.follow_up,
    states.popover,
    states.feedback_form,
    states.feedback_given,
    states.help_dialog,
    states.share_dialog,
    states.shared_reopened,
    states.refusal,
    states.nothing_found,
    states.unclear,
    states.social,
    states.trouble,
    states.too_long,
    states.reader_open,
    states.reader_tree,
    states.reader_hits,
    states.reader_marks,
    states.report_alone,
)
LOOKED_AT = (states.first_visit, states.two_years, states.reader_marks)
COLOURS = 128  # enough for text on three grounds, and a third of the size
SETTLE_MS = 700  # until smooth scrolling and sliding have come to rest


@dataclass(frozen=True, slots=True)
class Studio:
    """What the pictures are taken with."""

    browser: Browser
    assistant: Assistant
    report: Report

    @contextmanager
    def serving(self, report: Report | None = None, **settings: object) -> Iterator[Served]:
        """Serve the page with a data directory of its own."""
        shown = report or self.report
        with (
            tempfile.TemporaryDirectory() as directory,
            serving(self.assistant, {shown.id: shown}, Path(directory), **settings) as served,
        ):
            yield served

    @contextmanager
    def visit(self, width: int, *, theme: str = "light", large: bool = False) -> Iterator[Visit]:
        """Yield a visitor with a screen of that width and that look."""
        across, down = SIZES[width]
        is_phone = width == states.PHONE[0]
        context = self.browser.new_context(
            locale="en-US",
            viewport={"width": across, "height": down},
            has_touch=is_phone,
            is_mobile=is_phone,
            color_scheme=theme,
        )
        with closing(context):
            if large:
                context.add_init_script("localStorage.setItem('wenbao-type', 'large')")
            yield Visit(context.new_page())


def say(line: str) -> None:
    """Write a line to the terminal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def take(visit: Visit, name: str) -> None:
    """Take the picture `name`, preceded by the width."""
    visit.page.wait_for_timeout(SETTLE_MS)
    width = visit.page.viewport_size["width"]
    visit.page.screenshot(path=SCREENS / f"{width}-{name}.png")
    say("  ".join([f"{width}-{name}", *visit.complaints]))


def plain(studio: Studio, width: int, wanted: Callable[[str], bool]) -> None:
    """Take the states that an ordinary server shows."""
    looks: list[tuple[State, str, dict[str, Any]]] = [(state, "", {}) for state in PLAIN]
    looks += [(state, "-dark", {"theme": "dark"}) for state in LOOKED_AT]
    looks += [(state, "-large", {"large": True}) for state in LOOKED_AT]
    looks = [(state, look, options) for state, look, options in looks if wanted(state.__name__)]
    if not looks:
        return
    with studio.serving() as served:
        for state, look, options in looks:
            with studio.visit(width, **options) as visit:
                state(visit, served)
                take(visit, state.__name__ + look)


def building(studio: Studio, width: int) -> None:
    """Take the first minute of a fresh machine, and a question that comes too early."""
    with studio.serving() as served:
        served.lent.may_open.clear()  # at once: the server is still starting
        try:
            with studio.visit(width) as visit:
                states.first_visit(visit, served)
                visit.page.locator("#notice").wait_for()
                take(visit, "building")
                states.submit(visit, states.BOTH_YEARS)
                visit.page.locator(".answer.trouble").wait_for()
                take(visit, "building_asked")
        finally:
            served.lent.may_open.set()


def crowded(studio: Studio, width: int) -> None:
    """Take the line of askers: one at work, one waiting, one turned away."""
    with (
        studio.serving(concurrency=1, queue_size=1) as served,
        studio.visit(width) as at_work,
        studio.visit(width) as waiting,
        studio.visit(width) as turned_away,
    ):
        served.lent.may_answer.clear()
        try:
            for visit, state in (
                (at_work, "working"),
                (waiting, "waiting"),
                (turned_away, "trouble"),
            ):
                visit.open(served.url)
                states.submit(visit, states.BOTH_YEARS)
                visit.page.locator(f".answer.{state}").wait_for()
            take(at_work, "working")
            take(waiting, "waiting")
            take(turned_away, "too_many")
            at_work.page.get_by_role("button", name="停止回答").click()
            at_work.page.locator(".answer.stopped").wait_for()
            take(at_work, "stopped")
        finally:
            served.lent.may_answer.set()


def gone_and_back(studio: Studio, width: int) -> None:
    """Take the page while its server is away, and once it is back."""
    with studio.serving() as served, studio.visit(width) as visit:
        states.two_years(visit, served)
        paths = ("**/page/**", "**/gradio_api/**")
        for path in paths:
            visit.page.route(path, lambda route: route.abort())
        states.submit(visit, states.LONG)
        line = visit.page.locator("#notice")
        expect(line).to_contain_text("断了")
        visit.complaints.clear()
        take(visit, "gone")
        for path in paths:
            visit.page.unroute(path)
        expect(line).to_contain_text("恢复")
        visit.complaints.clear()
        take(visit, "back")


def shared_then_changed(studio: Studio, width: int) -> None:
    """Take a shared answer after its report changed: its sentence moved, and its sentence gone."""
    text = studio.report.text
    moved = replace(studio.report, text="各位代表：\n" + text, sha256="0" * 64)
    gone = replace(studio.report, text=text.replace("口袋公园6座", "口袋公园7座"), sha256="1" * 64)
    with tempfile.TemporaryDirectory() as directory, studio.visit(width) as visit:

        def serving_it(report: Report) -> AbstractContextManager[Served]:
            return serving(studio.assistant, {report.id: report}, Path(directory))

        with serving_it(studio.report) as served:
            query = states.share_dialog(visit, served).partition("?")[2]
            visit.page.goto("about:blank")  # let go of this server
        for report, name in ((moved, "shared_moved"), (gone, "shared_gone")):
            with serving_it(report) as served:
                visit.open(f"{served.url}/?{query}")
                visit.page.locator("#chat .answer").wait_for()
                visit.complaints.clear()
                take(visit, name)
                visit.page.goto("about:blank")


EXTRA = (building, crowded, gone_and_back, shared_then_changed)


def take_all(studio: Studio, only: str) -> None:
    """Take every picture whose name has `only` in it."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    for width in SIZES:
        plain(studio, width, lambda name: only in name)
        for series in EXTRA:
            if only in series.__name__:
                series(studio, width)


def take_readme(studio: Studio) -> None:
    """Take the picture of the README: an answer with two citations, and the sentence marked."""
    README_PICTURE.parent.mkdir(exist_ok=True)
    with studio.serving() as served, studio.visit(states.DESK[0]) as visit:
        states.reader_marks(visit, served)
        visit.page.mouse.move(0, 0)
        visit.page.wait_for_timeout(SETTLE_MS)
        picture = Image.open(BytesIO(visit.page.screenshot())).convert("RGB")
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(README_PICTURE, optimize=True)
    say(f"{README_PICTURE.name}: {README_PICTURE.stat().st_size // 1024} KB")


def main() -> int:
    """Take the pictures that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("only", nargs="?", default="", help="only names with this in them")
    parser.add_argument("--readme", action="store_true", help="take docs/page.png instead")
    chosen = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        say("Chromium is not installed.")
        return 1
    raise_loopback()
    reports = load_corpus(PROJECT_ROOT / "corpus")
    with tempfile.TemporaryDirectory() as directory, sync_playwright() as playwright:
        settings = Settings(_env_file=None, data_dir=Path(directory))
        with closing(open_assistant(settings)) as assistant:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            with closing(browser):
                studio = Studio(browser, assistant, next(iter(reports.values())))
                take_readme(studio) if chosen.readme else take_all(studio, chosen.only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
