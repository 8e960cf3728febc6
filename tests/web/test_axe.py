"""Accessibility: axe-core's rules over every state of the page, and the keyboard alone by hand."""

from functools import cache

import pytest
from playwright.sync_api import Page, expect

from bot.records.feedback import REASONS
from bot.settings import PROJECT_ROOT
from tests.web import states
from tests.web.conftest import PATIENCE_MS, missing, serving

AXE = PROJECT_ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What only Gradio itself could mend: rule and element, with the reason. Nothing at present.
KNOWN: dict[tuple[str, str], str] = {}
AUDIT = """async (rules) => {
  const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => [id, target.join(" "), html, failureSummary]));
}"""
LOOKS = (("light", "normal"), ("dark", "normal"), ("light", "large"))
WEAR = """([theme, type]) => {
  Object.assign(document.documentElement.dataset, { theme, type });
  for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
}"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
# Where the keyboard is: the name a screen reader says, and how thick the line around it is.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return {
    name: (at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent).trim(),
    line: outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""

EVERYWHERE = (
    states.first_visit,
    states.two_years,
    states.follow_up,
    states.feedback_form,
    states.feedback_given,
    states.help_dialog,
    states.share_dialog,
    states.shared_reopened,
    states.refusal,
    states.nothing_found,
    states.social,
    states.trouble,
    states.report_alone,
)
# What a desk and a phone show in ways of their own.
OWN_WAYS = (
    states.popover,
    states.reader_open,
    states.reader_tree,
    states.reader_hits,
    states.reader_marks,
)


@cache
def axe() -> str:
    if not AXE.exists():
        missing("axe-core (npm install), which the page's accessibility is tested with,")
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[list[str]]:
    """Return [rule, element, its HTML, what to do] for every violation that is not in `KNOWN`."""
    page.evaluate(axe())  # past the page's own policy, which allows no foreign script
    found = page.evaluate(AUDIT, RULES)
    return [one for one in found if (one[0], one[1]) not in KNOWN]


def assert_open_to_all(visitor, *widths: int) -> None:
    """Audit what is on the page in every look, at each width."""
    for width in widths:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        for look in LOOKS:
            visitor.page.evaluate(WEAR, look)
            assert violations(visitor.page) == [], (width, look)
            assert not visitor.page.evaluate(SIDEWAYS), (width, look)
    assert visitor.complaints == []


@pytest.mark.parametrize("state", EVERYWHERE, ids=lambda state: state.__name__)
def test_axe(state, served, visit):
    axe()
    state(visit, served)
    assert_open_to_all(visit, 1440, 390)


@pytest.mark.parametrize("state", OWN_WAYS, ids=lambda state: state.__name__)
def test_axe_at_a_desk(state, served, visit):
    axe()
    state(visit, served)
    assert_open_to_all(visit, 1440)


@pytest.mark.parametrize("state", OWN_WAYS, ids=lambda state: state.__name__)
def test_axe_on_a_phone(state, served, phone):
    axe()
    phone.page.emulate_media(color_scheme="dark")  # whatever the page itself is switched to
    state(phone, served)
    assert_open_to_all(phone, 390)


def test_axe_while_working_and_stopped(served, visit):
    axe()
    served.lent.may_answer.clear()
    try:
        states.working(visit, served)
        assert_open_to_all(visit, 1440, 390)
        visit.page.get_by_role("button", name="停止回答").click()
        visit.page.locator(".answer.stopped").wait_for()
        assert_open_to_all(visit, 390)
    finally:
        served.lent.may_answer.set()


def test_axe_while_the_index_is_being_built(assistant, report, tmp_path, visit):
    axe()
    with serving(assistant, {report.id: report}, tmp_path) as running:
        running.lent.may_open.clear()
        try:
            states.first_visit(visit, running)
            expect(visit.page.locator("#notice")).to_be_visible()
            assert_open_to_all(visit, 1440, 390)
        finally:
            running.lent.may_open.set()


# The keyboard alone


def focus(page: Page) -> dict:
    """Return where the keyboard is; it is always to be seen."""
    at = page.evaluate(FOCUS) or {"name": "", "line": 1, "seen": True}
    assert at["line"] > 0, f"the focus on {at['name']!r} can't be seen"
    assert at["seen"], f"{at['name']!r} has the focus out of sight"
    return at


def tab_to(page: Page, name: str, key: str = "Tab", most: int = 60) -> list[str]:
    """Press Tab until what is called `name` has the focus; return what was passed."""
    passed = []
    for _ in range(most):
        page.keyboard.press(key)
        at = focus(page)["name"]
        if at == name:
            return passed
        passed.append(at)
    raise AssertionError(f"no way by {key} to {name!r}, only to {passed}")


def test_the_whole_page_by_keyboard(visit, served, report):
    visit.open(served.url)
    page = visit.page
    assert tab_to(page, report.examples[0]) == ["大字版", "深色", "说明"]
    assert tab_to(page, "您的问题") == list(report.examples[1:])
    page.keyboard.type(states.BOTH_YEARS)
    tab_to(page, "提问")
    page.keyboard.press("Enter")
    answer = visit.answers.first
    expect(answer).to_be_visible()
    places = answer.locator(".place").all_inner_texts()
    related = answer.locator(".ask").all_inner_texts()
    page.locator("#open-help").focus()
    passed = tab_to(page, "提问")
    assert [name for name in passed if name not in ("您的问题", "回答", "您的问题：")] == [
        *("引文1", "引文2"),
        *places,
        *("复制", "分享", "有帮助", "有问题"),
        *related,
    ]
    assert tab_to(page, "目录")[-1:] == ["清空对话"]
    assert tab_to(page, "在报告中查找") == []
    assert tab_to(page, "报告正文")[:3] == ["小号字", "中号字", "大号字"]
    assert tab_to(page, "取消标记") == ["上一处", "下一处"]
    page.keyboard.press("Enter")
    assert focus(page)["name"] == "报告正文"
    expect(page.locator("mark.cited")).to_have_count(0)


def test_enter_on_a_citation_marks_its_sentence(visit, served):
    states.two_years(visit, served)
    page, popover = visit.page, visit.page.get_by_role("tooltip")
    page.locator("#open-help").focus()
    tab_to(page, "引文2")
    expect(popover).to_contain_text("3座口袋公园")
    page.keyboard.press("Enter")
    expect(visit.marked).to_contain_text("3座口袋公园")
    expect(visit.marked).to_be_in_viewport()
    assert focus(page)["name"] == "引文2"
    tab_to(page, "引文1", "Shift+Tab")
    expect(popover).to_contain_text("6座")
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()


@pytest.mark.parametrize(("opener", "title"), [("说明", "关于问报"), ("分享", "分享这条回答")])
@pytest.mark.parametrize("end", ["Escape", "Enter"])
def test_a_dialog_gives_the_focus_back(visit, served, opener, title, end):
    states.two_years(visit, served)
    page = visit.page
    tab_to(page, opener)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=title)
    expect(dialog).to_be_visible()
    if opener == "分享":
        expect(page.get_by_role("textbox", name="链接")).not_to_have_value("")
    if end == "Enter":
        tab_to(page, "知道了" if opener == "说明" else "关闭") if focus(page)[
            "name"
        ] != "知道了" else None
    page.keyboard.press(end)
    expect(dialog).to_be_hidden()
    assert focus(page)["name"] == opener


def test_feedback_by_keyboard(visit, served):
    states.two_years(visit, served)
    page = visit.page
    tab_to(page, "有问题")
    page.keyboard.press("Enter")
    assert focus(page)["name"] == REASONS[0]
    page.keyboard.press("Space")
    assert tab_to(page, "提交") == [*REASONS[1:], "想补充的话（可不填，请不要写个人信息）"]
    tab_to(page, "取消")
    page.keyboard.press("Enter")
    assert focus(page)["name"] == "有问题"
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    tab_to(page, "提交")
    page.keyboard.press("Enter")
    expect(page.locator(".thanks")).to_have_text("谢谢，已经收到。")
    assert focus(page)["name"] == "有问题"


def test_the_phones_report_by_keyboard(phone, served):
    states.two_years(phone, served)
    page = phone.page
    paper = page.locator("#paper")
    tab_to(page, "看报告")
    page.keyboard.press("Enter")
    expect(paper).to_be_in_viewport(ratio=0.9)
    assert tab_to(page, "← 回到对话") == []
    tab_to(page, "取消标记")
    tab_to(page, "← 回到对话", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(paper).to_be_hidden()
    assert focus(page)["name"] == "看报告"


def test_the_phones_report_gives_the_focus_back_to_the_citation(phone, served):
    states.reader_marks(phone, served)
    phone.page.get_by_role("button", name="回到对话").tap()
    expect(phone.page.locator("#paper")).to_be_hidden(timeout=PATIENCE_MS)
    assert phone.page.evaluate(FOCUS)["name"] == "引文2"
