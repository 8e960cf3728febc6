"""The reader in a real browser: marks by offsets, search, tree, sizes; nothing ever by guessing."""

import random
import re
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from bot.language.text import folded
from bot.report.loading import Report
from bot.report.sections import parse_report
from bot.settings import PROJECT_ROOT
from bot.web.reader import reader_html

ASSETS = PROJECT_ROOT / "bot" / "web" / "assets"
PATIENCE_MS = 10_000
# Stricter than the site's own: not even inline code.
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'"
PAGE = """<!doctype html><html lang="zh-CN" {attributes}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>报告</title>
<link rel="icon" href="favicon.svg"><link rel="stylesheet" href="tokens.css">
<link rel="stylesheet" href="reader.css"><link rel="stylesheet" href="page-of-test.css">
<script type="module" src="start.js"></script></head><body>{fragment}</body></html>"""
START = """import { Reader, openFromHash } from "./reader.js";
window.reader = new Reader(document.body);
window.opened = openFromHash(window.reader);
window.openFromHash = openFromHash;"""
MADE_UP = (
    "来源：东湖日报\n各位代表：\n"
    "现在，我代表𠮷田区人民政府报告工作。\n"
    "一、2025年工作回顾\n"
    "（一）𠮷祥街道\n"
    "𠮷祥街道见效。改造𠮷屋3套，投资\r\n完成5％；新增“GDP”统计点。 办件7万件。\n"
    "各位代表！成绩来之不易。在总结成绩的同时，我们也看到差距。\n"
    "二、2026年主要任务\n"
    "<b>建成</b>𠮷园9座，増加🚲2辆。建成ＡＢ线。\n"
)

MARKED = """(number) => [...document.querySelectorAll(`mark.cited[data-n="${number}"]`)]
  .map((mark) => mark.textContent).join("")"""
IN_VIEW = """() => {
  const pane = document.querySelector(".reader-scroll").getBoundingClientRect();
  const boxes = [...document.querySelectorAll("mark.cited[aria-current=true]")]
    .map((mark) => mark.getBoundingClientRect());
  return boxes.length > 0 && boxes.every((box) =>
    box.top >= pane.top && box.bottom <= pane.bottom && box.bottom <= innerHeight);
}"""
TEXT = "document.querySelector('.reader-text').innerHTML"
NODES = """() => {
  const walker = document.createTreeWalker(document.querySelector(".reader-text"));
  let count = 0;
  while (walker.nextNode()) count += 1;
  return count;
}"""


class Quiet(SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def made_up():
    return Report("made-up", "示范报告", "", "", "", "", 2025, 2026, "abc", MADE_UP)


@pytest.fixture(scope="module")
def site(report, made_up, tmp_path_factory):
    """A static site: the fragment of each report in a bare page with the reader's own assets."""
    root = tmp_path_factory.mktemp("site")
    for name in ("tokens.css", "reader.css", "reader.js", "favicon.svg"):
        (root / name).write_bytes((ASSETS / name).read_bytes())
    (root / "start.js").write_text(START, encoding="utf-8")
    style = "html, body { height: 100%; margin: 0; } body.hidden { display: none; }"
    (root / "page-of-test.css").write_text(style, encoding="utf-8")
    for name, one, attributes in (
        ("real", report, ""),
        ("large", report, 'data-type="large" data-theme="dark"'),
        ("made", made_up, ""),
    ):
        page = PAGE.format(attributes=attributes, fragment=reader_html(one, parse_report(one)))
        (root / f"{name}.html").write_text(page, encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(10)


@pytest.fixture
def visit(browser, site):
    """Open a page of the site; whatever it says on the console fails the test."""
    complaints = []
    options = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
    with closing(browser.new_context(**options)) as context:

        def open_page(name="real", script=None, width=1280, **media):
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.set_viewport_size({"width": width, "height": 800})
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            if media:
                page.emulate_media(**media)
            if script:
                page.add_init_script(script)
            path, _, hash_ = name.partition("#")
            page.goto(f"{site}/{path}.html" + (f"#{hash_}" if hash_ else ""))
            page.wait_for_function("window.reader !== undefined")
            return page

        yield open_page
    assert complaints == []


def mark(page, *spans, current=0):
    wanted = [{"start": start, "end": end} for start, end in spans]
    return page.evaluate("([spans, n]) => reader.mark(spans, n)", [wanted, current])


def sentences(report):
    return [
        one for *_, paragraph in parse_report(report).paragraphs() for one in paragraph.sentences
    ]


def status(page):
    return page.locator(".reader-status").inner_text()


def place(page):
    return page.locator(".reader-place-section").inner_text()


# Marks


def test_any_sentence_is_marked_exactly_and_in_view(visit, report):
    page = visit()
    for one in random.Random(7).sample(sentences(report), 30):  # noqa: S311
        assert mark(page, (one.start, one.end))
        assert page.evaluate(MARKED, 1) == report.text[one.start : one.end]
        assert page.locator("mark.cited").count() == 1
        assert page.evaluate(IN_VIEW)
        assert status(page) == "原文 1/1"


def test_ranges_within_and_across_sentences(visit, report):
    page = visit()
    chance = random.Random(8)  # noqa: S311
    paragraphs = [paragraph for *_, paragraph in parse_report(report).paragraphs()]
    for paragraph in chance.sample(paragraphs, 30):
        start, end = sorted(chance.sample(range(paragraph.start, paragraph.end + 1), 2))
        assert mark(page, (start, end))
        assert page.evaluate(MARKED, 1) == report.text[start:end]
    before = page.evaluate(TEXT)
    assert mark(page, (start, end))
    assert page.evaluate(TEXT) == before


def test_a_range_across_paragraphs_marks_both(visit, report):
    page = visit()
    first, second = (one for *_, one in list(parse_report(report).paragraphs())[3:5])
    assert mark(page, (first.end - 6, second.start + 4))
    marked = page.evaluate(MARKED, 1)
    assert marked == re.sub(r"\s", "", report.text[first.end - 6 : second.start + 4])


@pytest.mark.parametrize(
    "quote",
    [
        "改造𠮷屋3套，投资\r\n完成5％；新增“GDP”统计点。",
        "𠮷",
        "屋3套",
        "见效。改造𠮷屋",
        "统计点。 办件7万",
        "<b>建成</b>𠮷园9座，増加🚲2辆。",
        "🚲2",
        "建成ＡＢ线。",
    ],
)
def test_characters_beyond_the_first_plane_and_line_ends_count_once(visit, made_up, quote):
    page = visit("made")
    start = made_up.text.rindex(quote)
    assert mark(page, (start, start + len(quote)))
    assert page.evaluate(MARKED, 1) == quote


def test_clear_restores_the_document(visit, report):
    page = visit()
    before, nodes = page.evaluate(TEXT), page.evaluate(NODES)
    some = sentences(report)
    spans = [(one.start + 2, one.end - 1) for one in some[10:40]] + [(some[5].start, some[7].end)]
    assert mark(page, *spans)
    assert page.evaluate("reader.find('的')") > 20
    assert mark(page, *spans[::-1], (some[12].start, some[13].end))
    assert page.evaluate(TEXT) != before
    page.evaluate("reader.find('')")
    page.evaluate("reader.clear()")
    assert page.evaluate(TEXT) == before
    assert page.evaluate(NODES) == nodes
    assert status(page) == ""
    expect(page.get_by_role("button", name="下一处")).to_be_hidden()


def test_a_second_mark_replaces_the_first(visit, report):
    page = visit()
    first, second = sentences(report)[3], sentences(report)[90]
    mark(page, (first.start, first.end))
    mark(page, (second.start, second.end))
    assert page.locator("mark").all_inner_texts() == [report.text[second.start : second.end]]


def test_next_and_previous_go_around(visit, report):
    page = visit()
    spans = [(one.start, one.end) for one in sentences(report)[20:120:40]]
    assert mark(page, *spans, current=1)
    assert status(page) == "原文 2/3"
    for button, number in (("下一处", 3), ("下一处", 1), ("上一处", 3), ("上一处", 2)):
        page.get_by_role("button", name=button).click()
        assert status(page) == f"原文 {number}/3"
        current = page.locator("mark[aria-current=true]")
        assert current.inner_text() == report.text[slice(*spans[number - 1])]
        assert page.evaluate(IN_VIEW)
    page.get_by_role("button", name="取消标记").click()
    assert page.locator("mark").count() == 0


def test_offsets_in_no_sentence_are_said_not_guessed(visit, report):
    page = visit()
    heading = report.text.index("(一)")
    good = sentences(report)[4]
    for span in (
        (heading, heading + 5),
        (0, 5),
        (good.start, good.start),
        (good.end, good.start),
        (good.start, len(report.text) + 50),
        (good.start + 0.5, good.end),
        (-3, 2),
    ):
        assert mark(page, span) is False
        assert status(page) == "原文中找不到这处引用"
        assert page.locator("mark").count() == 0
    assert mark(page, (heading, heading + 5), (good.start, good.end), current=0) is False
    assert status(page) == "原文中找不到这处引用"
    page.get_by_role("button", name="下一处").click()
    assert status(page) == "原文 2/2"
    assert mark(page) is False
    assert status(page) == ""


def test_a_smooth_scroll_arrives_too(visit, report):
    page = visit(reduced_motion="no-preference")
    one = sentences(report)[12]
    mark(page, (one.start, one.end))
    page.wait_for_function(IN_VIEW)


def test_a_mark_made_while_the_reader_is_hidden_is_shown_later(visit, report):
    page = visit()
    one = sentences(report)[150]
    page.evaluate("document.body.classList.add('hidden')")
    page.wait_for_function("new Promise((seen) => requestAnimationFrame(() => seen(true)))")
    mark(page, (one.start, one.end))
    page.evaluate("document.body.classList.remove('hidden')")
    page.wait_for_function(IN_VIEW)


@pytest.mark.parametrize(
    ("hash_", "count"),
    [
        ("{a}", 1),
        ("{a},{b}", 2),
        ("{a}%2C{b}", 2),
        ("", 0),
        ("{a},", 0),
        ("reader-1", 0),
        ("4047", 0),
        ("-1-5", 0),
        ("%E0%A4%A", 0),
        ("1e3-2e3", 0),
    ],
)
def test_an_address_opens_its_sentences(visit, report, hash_, count):
    a, b = (f"{one.start}-{one.end}" for one in (sentences(report)[60], sentences(report)[130]))
    page = visit("real#" + hash_.format(a=a, b=b))
    assert page.evaluate("opened") is (count > 0)
    assert page.locator("mark.cited").count() == count
    if count:
        assert status(page) == f"原文 1/{count}"
        assert page.evaluate(IN_VIEW)


# Search


TERMS = [
    *("京津冀", ",", "，", "%", "％", "2025年", "航运", "的", "“三新”", '"三新"', "(四)", "（四）"),
    *("4.65", "；", "AI", "ai", "协同 发展", "没有这个词"),
]


def test_search_counts_as_python_does(visit, report):
    page = visit()
    blocks = page.evaluate("reader.blocks.map(({ start, end }) => [start, end])")
    forms = [folded(report.text[start:end]) for start, end in blocks]
    box = page.get_by_role("searchbox", name="在报告中查找")
    for term in TERMS:
        box.fill(term)
        count = sum(form.count(folded(term)) for form in forms)
        says = f"第 1 处，共 {count} 处" if count else "没有找到"
        assert page.locator(".reader-count").inner_text() == says
        found = page.evaluate(
            """() => Object.values(Object.groupBy(document.querySelectorAll("mark.hit"),
              (mark) => mark.dataset.hit)).map((marks) => marks.map((m) => m.textContent).join(""))"""
        )
        assert len(found) == count
        assert {folded(one) for one in found} <= {folded(term)}


def test_search_on_and_back_by_keys_and_buttons(visit):
    page = visit()
    before = page.evaluate(TEXT)
    box, count = page.get_by_role("searchbox"), page.locator(".reader-count")
    box.press_sequentially("京津冀")
    last = int(re.search(r"共 (\d+) 处", count.inner_text())[1])
    for key, number in (("Enter", 2), ("Shift+Enter", 1), ("Shift+Enter", last), ("Enter", 1)):
        box.press(key)
        assert count.inner_text() == f"第 {number} 处，共 {last} 处"
        expect(page.locator("mark.hit[aria-current=true]")).to_be_in_viewport()
    page.get_by_role("button", name="下一个查找结果").click()
    assert count.inner_text() == f"第 2 处，共 {last} 处"
    page.get_by_role("button", name="上一个查找结果").click()
    assert count.inner_text() == f"第 1 处，共 {last} 处"
    box.press("Escape")
    expect(box).to_have_value("")
    expect(count).to_be_empty()
    assert page.evaluate(TEXT) == before
    box.fill("　 ")
    expect(count).to_be_empty()


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        ("见效。改造", ["见效。改造"]),
        ('投资完成5%;新增"gdp"', ["投资\r\n完成5％；新增“GDP”"]),
        ("𠮷屋", ["𠮷屋"]),
        ("建成ab线", ["建成ＡＢ线"]),
        ("<b>", ["<b>"]),
        ("点。办件", ["点。 办件"]),
        ("东湖日报", []),
    ],
)
def test_search_folds_and_crosses_sentences(visit, term, shown):
    page = visit("made")
    assert page.evaluate("(term) => reader.find(term)", term) == len(shown)
    found = page.evaluate("[...document.querySelectorAll('mark.hit')].map((m) => m.textContent)")
    assert "".join(found) == "".join(shown)


def test_enter_belongs_to_the_input_method_while_it_composes(visit):
    page = visit()
    box = page.get_by_role("searchbox")
    box.fill("京津冀")
    before = page.locator(".reader-count").inner_text()
    box.evaluate(
        """(box) => box.dispatchEvent(
          new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }))"""
    )
    assert page.locator(".reader-count").inner_text() == before


def test_marks_and_hits_overlap(visit, made_up):
    page = visit("made")
    before = page.evaluate(TEXT)
    start = made_up.text.index("改造𠮷屋")
    quote = "改造𠮷屋3套，投资\r\n完成5％"
    for order in ("mark find", "find mark"):
        for step in order.split():
            if step == "mark":
                assert mark(page, (start, start + len(quote)))
            else:
                assert page.evaluate("reader.find('效。改造𠮷')") == 1
        assert page.evaluate(MARKED, 1) == quote
        hits = "[...document.querySelectorAll('mark.hit')].map((m) => m.textContent).join('')"
        assert page.evaluate(hits) == "效。改造𠮷"
        assert page.locator("mark.cited[aria-current]").count() > 0
        assert page.locator("mark.hit[aria-current]").count() > 0
        assert page.locator("mark.hit mark.cited").count() == 0
        page.evaluate("reader.clear(); reader.find('')")
        assert page.evaluate(TEXT) == before


# Tree, place, sizes


def test_a_tree_entry_leads_to_its_section(visit):
    page = visit()
    tree = page.get_by_role("navigation", name="报告目录")
    expect(tree).to_be_visible()
    links = tree.get_by_role("link")
    assert links.nth(0).inner_text() == "引言"
    for number in (5, links.count() - 1, 0, 10):
        link = links.nth(number)
        link.focus()
        page.keyboard.press("Enter")
        expect(link).to_have_attribute("aria-current", "location")
        expect(tree.locator("[aria-current]")).to_have_count(1)
        assert place(page) == link.inner_text()
        focused = page.evaluate("document.activeElement.textContent")
        if number:
            assert focused == link.inner_text()
        expect(page.locator(":focus")).to_be_in_viewport()
    page.locator(".reader-scroll").focus()
    assert page.locator(".reader-text [tabindex]").count() == 0


def test_the_place_follows_scrolling_and_stays_visible_in_the_tree(visit):
    page = visit()
    seen = page.evaluate(
        """async () => {
          const pane = document.querySelector(".reader-scroll");
          const frame = () => new Promise(requestAnimationFrame);
          const seen = [];
          for (let top = 0; top <= pane.scrollHeight - pane.clientHeight + 150; top += 150) {
            pane.scrollTop = top;
            await frame();
            await frame();
            const here = document.querySelector(".reader-place-section").textContent;
            if (here !== seen.at(-1)) seen.push(here);
          }
          return seen;
        }"""
    )
    names = page.get_by_role("navigation").get_by_role("link").all_inner_texts()
    assert list(dict.fromkeys(seen)) == names
    assert len(seen) == len(names) + 1  # the shortcomings are the part's, not section eight's
    expect(page.locator(".reader-tree [aria-current=location]")).to_be_in_viewport()
    assert page.locator(".reader-place-tag").inner_text() == "2026年目标"


def test_a_marked_sentence_says_its_own_section(visit, report):
    page = visit()
    for part, section, paragraph in list(parse_report(report).paragraphs())[::7]:
        mark(page, (paragraph.start, paragraph.start + 2))
        assert place(page) == (section.heading or part.heading or "引言")


def test_on_a_narrow_pane_the_tree_lies_over_the_text(visit):
    page = visit(width=390)
    tree, toggle = page.locator(".reader-tree"), page.get_by_role("button", name="目录")
    expect(tree).to_be_hidden()
    toggle.click()
    expect(tree).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(tree).to_be_hidden()
    expect(toggle).to_be_focused()
    toggle.click()
    tree.get_by_role("link").nth(4).click()
    expect(tree).to_be_hidden()
    assert place(page) == tree.get_by_role("link", include_hidden=True).nth(4).text_content()
    toggle.click()
    page.mouse.click(380, 500)
    expect(tree).to_be_hidden()
    toggle.click()
    expect(tree).to_be_visible()
    toggle.click()
    expect(tree).to_be_hidden()


def test_the_size_is_remembered_and_the_place_kept(visit, report):
    page = visit()
    size = "parseFloat(getComputedStyle(document.querySelector('.reader-text')).fontSize)"
    medium = page.evaluate(size)
    one = sentences(report)[100]
    mark(page, (one.start, one.end))
    page.get_by_role("button", name="大号字").click()
    large = page.evaluate(size)
    assert large > medium
    assert page.locator(f".sentence[data-start='{one.start}']").count() == 1
    expect(page.locator("mark.cited")).to_be_in_viewport()
    again = visit()
    pressed = again.get_by_role("button", name="大号字")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    assert again.evaluate(size) == large
    again.get_by_role("button", name="小号字").click()
    assert again.evaluate(size) < medium


def test_blocked_storage_breaks_nothing(visit, report):
    blocked = """Object.defineProperty(window, "localStorage", {
      get() { throw new DOMException("blocked", "SecurityError"); } });"""
    page = visit(script=blocked)
    page.get_by_role("button", name="大号字").click()
    expect(page.get_by_role("button", name="大号字")).to_have_attribute("aria-pressed", "true")
    one = sentences(report)[0]
    assert mark(page, (one.start, one.end))


@pytest.mark.parametrize("name", ["real", "large"])
@pytest.mark.parametrize("width", [320, 390, 640, 1440])
def test_nothing_is_cut_off_sideways(visit, report, name, width):
    page = visit(name, width=width)
    first, second = sentences(report)[3], sentences(report)[90]
    assert mark(page, (first.start, first.end), (second.start, second.end))
    page.get_by_role("searchbox").fill("发展")
    assert page.evaluate(IN_VIEW) or page.locator("mark.hit[aria-current]").count()
    over = """() => [document.documentElement, ...document.querySelectorAll(
      ".reader, .reader-bar, .reader-scroll, .reader-cited")]
      .filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.className)"""
    assert page.evaluate(over) == []
    for button in page.locator("button:visible, input:visible").all():
        box = button.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 40


def test_on_paper_there_is_the_text_alone(visit, report):
    page = visit("large")
    one = sentences(report)[0]
    mark(page, (one.start, one.end))
    page.emulate_media(media="print")
    for name in ("bar", "tree", "place", "cited"):
        expect(page.locator(f".reader-{name}")).to_be_hidden()
    last = page.locator(".reader-block").last
    assert last.bounding_box()["y"] > 2000
    clipped = "getComputedStyle(document.querySelector('.reader-scroll')).overflowY"
    assert page.evaluate(clipped) == "visible"
    ink = "getComputedStyle(document.querySelector('.reader-text')).color"
    assert page.evaluate(ink) == "rgb(0, 0, 0)"
