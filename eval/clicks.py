"""From the click to the answer in a real browser: our page beside a stock Gradio chat.

In: the addresses of two running pages. Out: milliseconds for each, taken inside the page: from the
click on the button to the first change of the document after which the whole answer's text is in it.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

from bot.errors import InputError

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE_MS = 20_000
PAUSE_MS = 400  # after an answer, for what the pages still do about it
# An answer is there when one bubble more than before the click holds its text.
_CLICK = """([button, bubble, text]) => new Promise((resolve, reject) => {
  const bubbles = () => [...document.querySelectorAll(bubble)]
    .filter((one) => one.textContent.includes(text)).length;
  const before = bubbles();
  const begun = performance.now();
  const observer = new MutationObserver(() => {
    if (bubbles() === before) return;
    observer.disconnect();
    resolve(performance.now() - begun);
  });
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  setTimeout(() => { observer.disconnect(); reject(new Error("no answer")); }, 20_000);
  document.querySelector(button).click();
})"""


@dataclass(frozen=True, slots=True)
class Chat:
    """Where a page keeps its parts, as CSS selectors; `told` is in `bubble`, and all it answers."""

    box: str
    button: str
    bubble: str
    told: str


OURS = Chat("#question textarea", "#send", "#chat .answer.whole", ".statement")
STOCK = Chat("textarea", "button.submit-button", "[data-testid=bot]", ".md")


def clicked(ours: str, stock: str, questions: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Return milliseconds from click to answer, page by page, asked in turn `rounds` times.

    Every question is asked once before, of either page, and not counted.
    """
    with _two_pages(ours, stock) as pages:
        told = [[_learn(*page, question) for question in questions] for page in pages]
        taken: tuple[list[float], list[float]] = ([], [])
        for number in range(rounds):
            which = number % len(questions)
            for (page, chat), texts, times in zip(pages, told, taken, strict=True):
                times.append(_ask(page, chat, questions[which], texts[which]))
    return {"ours": taken[0], "stock": taken[1]}


def _learn(page: Page, chat: Chat, question: str) -> str:
    """Ask for the first time; return the answer's last line, with which it is all there."""
    bubbles = page.locator(chat.bubble)
    before = bubbles.count()
    page.locator(chat.box).fill(question)
    page.locator(chat.button).click()
    bubbles.nth(before).wait_for()
    page.wait_for_timeout(PAUSE_MS)
    return (bubbles.nth(before).locator(chat.told).last.text_content() or "").strip()


def _ask(page: Page, chat: Chat, question: str, text: str) -> float:
    page.bring_to_front()
    page.locator(chat.box).fill(question)
    page.wait_for_timeout(PAUSE_MS)
    taken = page.evaluate(_CLICK, [chat.button, chat.bubble, text])
    page.wait_for_timeout(PAUSE_MS)
    return float(taken)


@contextmanager
def _two_pages(ours: str, stock: str) -> Iterator[list[tuple[Page, Chat]]]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise InputError("没有找到 Chromium。", "请先安装 chromium，或加上 --no-clicks。")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            pages = []
            for url, chat in ((ours, OURS), (stock, STOCK)):
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.set_default_timeout(PATIENCE_MS)
                page.goto(url)
                page.locator(chat.button).wait_for()
                page.wait_for_timeout(2 * PAUSE_MS)
                pages.append((page, chat))
            yield pages
        finally:
            browser.close()
