"""The page in a real browser, as a citizen meets it."""

import os
import re
import shutil
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 10_000


@pytest.fixture(scope="module")
def browser():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("Chromium is not installed: the page can't be tested in a browser")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


class Visit:
    """A page with everything it asked for and complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.box.wait_for()

    def ask(self, question: str) -> None:
        self.box.fill(question)
        self.box.press("Enter")

    @property
    def box(self):
        return self.page.get_by_role("textbox", name="您的问题")

    def english(self) -> list[str]:
        """Return the Latin words a visitor can read or hear."""
        spoken = self.page.evaluate(
            """() => [document.title, document.body.innerText,
              ...[...document.querySelectorAll("[aria-label],[title],[placeholder],[alt]")]
                .filter((e) => e.checkVisibility())
                .flatMap((e) => ["aria-label", "title", "placeholder", "alt"]
                  .map((name) => e.getAttribute(name) ?? ""))].join("\\n")"""
        )
        return re.findall(r"[A-Za-z]{2,}.*", spoken)


@pytest.fixture
def visit(browser):
    # A browser set to English: the page is Chinese all the same.
    with closing(browser.new_context(locale="en-US")) as context:
        yield Visit(context.new_page())


def test_ask_follow_up_and_clear(visit, served):
    visit.open(served.url)
    page = visit.page
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    expect(page).to_have_title("问报")
    expect(page.get_by_role("heading", level=1)).to_have_text("问报")
    expect(page.get_by_text("回答只依据报告原文，以报告为准。")).to_be_visible()
    expect(page.get_by_text("当前报告：示范区2026年政府工作报告")).to_be_visible()

    visit.ask("今年有哪些目标？")
    expect(page.get_by_text("这是第1个回答")).to_be_visible()
    expect(page.get_by_text("二(四)提升城市品质：“建成口袋公园3个。”")).to_be_visible()
    expect(visit.box).to_have_value("")
    visit.box.fill("那去年呢？")
    page.get_by_role("button", name="提问").click()
    expect(page.get_by_text("这是第2个回答")).to_be_visible()
    page.get_by_role("button", name="今年新建多少口袋公园？").click()
    expect(page.get_by_text("这是第3个回答")).to_be_visible()
    assert visit.english() == []

    page.get_by_role("button", name="清空对话").click()
    expect(page.get_by_text("个回答")).to_have_count(0)
    visit.ask("重新开始")
    expect(page.get_by_text("这是第1个回答")).to_be_visible()
    assert visit.complaints == []
    assert visit.hosts == {urlsplit(served.url).netloc}


def test_what_a_visitor_types_stays_text(visit, served):
    visit.open(served.url)
    typed = "<b>粗</b> [链](http://evil.example) ![图](http://evil.example/i.png) # 题 $x$"
    visit.ask(typed)
    expect(visit.page.get_by_text("这是第1个回答")).to_be_visible()
    expect(visit.page.get_by_text(typed)).to_be_visible()
    assert visit.page.locator("a, #chat img, #chat b").count() == 0
    assert visit.hosts == {urlsplit(served.url).netloc}


def test_a_defect_is_one_kind_sentence(visit, served):
    visit.open(served.url)
    visit.ask("出错")
    expect(visit.page.get_by_text("抱歉，这个问题刚才没能处理好。")).to_be_visible()
    visit.ask("再问一次")
    expect(visit.page.get_by_text("这是第2个回答")).to_be_visible()
    assert visit.english() == []


def test_a_lost_server_is_told_in_chinese(visit, served):
    visit.open(served.url)
    visit.page.route("**/gradio_api/**", lambda route: route.abort())
    visit.ask("今年有哪些目标？")
    expect(visit.page.get_by_test_id("toast-body")).to_be_visible()
    expect(visit.page.get_by_text("与服务的连接断了，请稍后再试。")).to_be_visible()
    assert visit.english() == []


def test_a_busy_server_is_told_in_chinese(visit, served):
    visit.open(served.url)
    refusal = {"status": 503, "json": {"detail": "Queue is full."}}
    visit.page.route("**/gradio_api/queue/join*", lambda route: route.fulfill(**refusal))
    visit.ask("今年有哪些目标？")
    expect(visit.page.get_by_text("现在提问的人较多，请稍后再试。")).to_be_visible()
    assert visit.english() == []


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_off_sideways(visit, served, width):
    visit.page.set_viewport_size({"width": width, "height": 844})
    visit.open(served.url)
    visit.ask("今年有哪些目标？" * 20)
    expect(visit.page.get_by_text("这是第1个回答")).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(visit.box).to_be_in_viewport()
