"""The states a visitor can meet the page in: each function opens the page and brings it there.

`test_axe` audits them and `tests.screens` takes their pictures.
"""

from playwright.sync_api import expect

from tests.web.conftest import BREAKS, Served, Visit

BOTH_YEARS = "口袋公园建几座？"
LONG = "今年的主要目标有哪些？"
REFUSED = "2024年GDP是多少？"
PHONE, DESK = (390, 844), (1440, 900)


def is_narrow(visit: Visit) -> bool:
    """Tell whether the report lies over the chat here, as on a phone."""
    size = visit.page.viewport_size
    return size is not None and size["width"] < 900


def first_visit(visit: Visit, served: Served) -> None:
    visit.open(served.url)


def working(visit: Visit, served: Served) -> None:
    """The caller clears `may_answer` before and sets it after."""
    visit.open(served.url)
    submit(visit, BOTH_YEARS)
    visit.page.locator(".answer.working").wait_for()


def two_years(visit: Visit, served: Served) -> None:
    visit.open(served.url)
    expect(visit.ask(BOTH_YEARS).locator("a.cite")).to_have_count(2)


def long_answer(visit: Visit, served: Served) -> None:
    visit.open(served.url)
    visit.ask(LONG)


def follow_up(visit: Visit, served: Served) -> None:
    visit.open(served.url)
    visit.ask("今年新建几座口袋公园？")
    expect(visit.ask("那去年呢？").locator(".alone")).to_be_visible()


def popover(visit: Visit, served: Served) -> None:
    two_years(visit, served)
    mark = visit.answers.first.locator("a.cite").last
    mark.tap() if is_narrow(visit) else mark.hover()
    visit.page.get_by_role("tooltip").wait_for()


def feedback_form(visit: Visit, served: Served) -> None:
    two_years(visit, served)
    visit.page.get_by_role("button", name="有问题").click()
    visit.page.get_by_role("checkbox", name="数字不对").wait_for()


def feedback_given(visit: Visit, served: Served) -> None:
    two_years(visit, served)
    visit.page.get_by_role("button", name="有帮助").click()
    expect(visit.page.locator(".thanks")).to_have_text("谢谢，已经收到。")


def help_dialog(visit: Visit, served: Served) -> None:
    visit.open(served.url)
    visit.page.get_by_role("button", name="说明").click()
    visit.page.get_by_role("dialog", name="关于问报").wait_for()


def share_dialog(visit: Visit, served: Served) -> str:
    """Return the link."""
    two_years(visit, served)
    visit.page.get_by_role("button", name="分享").click()
    link = visit.page.get_by_role("textbox", name="链接")
    expect(link).not_to_have_value("")
    return link.input_value()


def shared_reopened(visit: Visit, served: Served) -> None:
    visit.open(share_dialog(visit, served))
    visit.page.locator(".banner").wait_for()


def refusal(visit: Visit, served: Served) -> None:
    visit.open(served.url)
    expect(visit.ask(REFUSED)).to_contain_text("没有提到2024年")


def nothing_found(visit: Visit, served: Served) -> None:
    visit.open(served.url)
    visit.ask("asdfgh")


def unclear(visit: Visit, served: Served) -> None:
    visit.open(served.url)
    visit.ask("今天天气怎么样")


def social(visit: Visit, served: Served) -> None:
    visit.open(served.url)
    visit.ask("你好")


def trouble(visit: Visit, served: Served) -> None:
    visit.open(served.url)
    submit(visit, BREAKS)
    visit.page.locator(".answer.trouble").wait_for()


def too_long(visit: Visit, served: Served) -> None:
    """The box stops at the limit by itself; whoever gets around it is told."""
    visit.open(served.url)
    visit.page.evaluate("document.querySelector('#question textarea').removeAttribute('maxlength')")
    submit(visit, "今年的目标有哪些？" * 60)
    visit.page.locator(".answer.invalid").wait_for()


def reader_open(visit: Visit, served: Served) -> None:
    visit.open(served.url)
    _show_reader(visit)


def reader_tree(visit: Visit, served: Served) -> None:
    reader_open(visit, served)
    toggle = visit.page.get_by_role("button", name="目录")
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    visit.page.get_by_role("navigation", name="报告目录").wait_for()


def reader_hits(visit: Visit, served: Served) -> None:
    reader_open(visit, served)
    visit.page.get_by_role("searchbox", name="在报告中查找").fill("口袋公园")
    expect(visit.page.locator(".reader-count")).to_contain_text("第 1 处")


def reader_marks(visit: Visit, served: Served) -> None:
    """The second citation of an answer followed into the report."""
    two_years(visit, served)
    mark = visit.answers.first.locator("a.cite").last
    if is_narrow(visit):
        mark.tap()
        visit.page.get_by_role("button", name="在报告中查看").tap()
    else:
        mark.click()
    expect(visit.marked).to_be_in_viewport()


def report_alone(visit: Visit, served: Served) -> None:
    """The report on a page of its own, as without scripts, with a sentence marked."""
    visit.open(served.url)
    report = visit.page.locator("#paper").get_attribute("data-report")
    visit.page.goto(f"{served.url}/reports/{report}#4047-4061")
    expect(visit.marked).to_be_in_viewport()


def submit(visit: Visit, question: str) -> None:
    """Ask without waiting for the answer."""
    visit.box.fill(question)
    visit.box.press("Enter")


def _show_reader(visit: Visit) -> None:
    if is_narrow(visit):
        visit.page.get_by_role("button", name="看报告").click()
    expect(visit.page.locator(".reader")).to_be_in_viewport(ratio=0.5)
