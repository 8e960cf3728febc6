"""The staff area in a real browser, on the real report: a clerk's day, and two clerks at once."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from bot.assistant import Assistant
from bot.readings import Readings
from bot.records.accounts import add_staff
from bot.records.questions import store_question
from bot.report.loading import Report
from bot.staff.opening import open_workbench
from tests.records.samples import asked
from tests.web.conftest import Served, Visit, browser, serving  # noqa: F401

NAMES, PASSWORD = ("王小明", "李四"), "长而易记的一句话2026"


@pytest.fixture(scope="module")
def desk(
    assistant: Assistant, report: Report, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("data")
    bench = open_workbench(Readings(report, assistant.lexicon), folder / "cases.jsonl")
    with serving(assistant, {report.id: report}, folder, workbench=bench) as running:
        for name in NAMES:
            add_staff(running.records, name, PASSWORD)
        store_question(running.records, asked("口袋公园建几座", report=report.id))
        yield running


class Clerk(Visit):
    """A clerk at a desk: everything asked for stays here, and nothing complains."""

    def sign_in(self, served: Served, name: str = NAMES[0]) -> Page:
        self.page.goto(f"{served.url}/staff")
        self.page.get_by_label("姓名").fill(name)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("heading", name="承诺登记簿")).to_be_visible()
        return self.page

    def content(self, served: Served) -> None:
        """Assert that nothing went elsewhere, and nothing was complained of but refusals."""
        assert self.hosts == {served.host}
        meant = ("status of 401", "status of 409", "status of 400")
        assert [one for one in self.complaints if not any(word in one for word in meant)] == []


@pytest.fixture
def clerks(browser: Browser) -> Iterator[list[Clerk]]:  # noqa: F811
    size = {"width": 1440, "height": 900}
    contexts = [browser.new_context(locale="zh-CN", viewport=size) for _ in NAMES]
    with closing(contexts[0]), closing(contexts[1]):
        yield [Clerk(context.new_page()) for context in contexts]


def rows(page: Page):
    return page.locator("tbody tr")


def test_a_clerk_looks_a_commitment_up(desk: Served, clerks: list[Clerk], report: Report) -> None:
    page = clerks[0].sign_in(desk)
    everything = rows(page).count()
    page.get_by_label("类别").select_option("量化指标")  # at once, without the button
    expect(page.get_by_label("类别")).to_have_value("quantified")
    few = rows(page).count()
    assert 0 < few < everything
    page.get_by_role("link", name="目标", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("目标")
    assert rows(page).count() == few
    source = rows(page).nth(1).locator("a.source")
    start, end = map(int, source.get_attribute("href").partition("#")[2].split("-"))
    source.click()
    marked = page.frame_locator(".pane iframe").locator("mark.cited").first
    expect(marked).to_be_visible()
    words = page.frame_locator(".pane iframe").locator("mark.cited[aria-current=true]")
    assert "".join(words.all_text_contents()) == report.text[start:end]
    page.get_by_role("button", name="关闭原文").click()
    expect(page.locator(".pane")).to_have_count(0)
    expect(source).to_be_focused()
    page.get_by_label("查找").fill("这样的承诺没有")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_text("没有符合条件的承诺。")).to_be_visible()
    clerks[0].content(desk)


def test_two_clerks_edit_at_once_and_nothing_is_lost(desk: Served, clerks: list[Clerk]) -> None:
    pages = [clerk.sign_in(desk, name) for clerk, name in zip(clerks, NAMES, strict=True)]
    for page in pages:
        page.locator("a.edit").nth(2).click()
        expect(page.get_by_label("说明")).to_be_visible()
    first, second = pages
    first.get_by_label("推进中").check()
    first.get_by_label("说明").fill("甲：已开工")
    first.get_by_role("button", name="保存").click()
    expect(first.get_by_text("已保存。")).to_be_visible()
    second.get_by_label("已完成").check()
    second.get_by_label("说明").fill("乙：已验收")
    second.get_by_label("佐证链接").fill("https://example.gov.cn/验收")
    second.get_by_role("button", name="保存").click()
    expect(second.get_by_role("heading", name="别人刚刚也改了这一条")).to_be_visible()
    expect(second.locator("[data-version=theirs]")).to_contain_text("甲：已开工")
    expect(second.locator("[data-version=mine]")).to_contain_text("乙：已验收")
    second.get_by_role("button", name="把两份说明接在一起").click()
    expect(second.get_by_label("说明")).to_have_value("甲：已开工\n乙：已验收")
    second.get_by_role("button", name="保存").click()
    expect(second.get_by_text("已保存。")).to_be_visible()
    expect(second.locator(".history li")).to_have_count(2)
    first.reload()
    expect(first.get_by_label("说明")).to_have_value("甲：已开工\n乙：已验收")
    expect(first.get_by_label("已完成")).to_be_checked()
    for clerk in clerks:
        clerk.content(desk)


def test_the_workbook_opens(desk: Served, clerks: list[Clerk], tmp_path: Path) -> None:
    page = clerks[0].sign_in(desk)
    count = rows(page).count()
    with page.expect_download() as started:
        page.get_by_role("link", name="Excel 表格").click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)
    assert file.suffix == ".xlsx"
    book = load_workbook(file)
    names = [cell.value for cell in next(book.worksheets[0].rows)]
    assert book.worksheets[0].max_row == count + 1
    assert "核实状态" in names
    book.close()
    clerks[0].content(desk)


def test_a_text_is_checked(desk: Served, clerks: list[Clerk], tmp_path: Path) -> None:
    page = clerks[0].sign_in(desk)
    page.get_by_role("link", name="核对", exact=True).click()
    page.get_by_label("要核对的文字").fill("区里建了三座机场。")
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator(".verdicts > li")).to_have_count(1)
    expect(page.locator(".pick")).to_have_text("选择文件")
    large = tmp_path / "讲稿.txt"
    large.write_bytes(b"a" * 200 * 1024 + b"a")
    page.locator("input[type=file]").set_input_files(large)
    assert page.locator("input[type=file]").evaluate("one => one.validationMessage")
    small = tmp_path / "稿.md"
    small.write_text("区里建了三座机场。也建了海港。", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(small)
    expect(page.locator(".pick")).to_have_text("稿.md")
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator(".verdicts > li")).to_have_count(2)
    clerks[0].content(desk)


def test_a_question_is_set_aside(desk: Served, clerks: list[Clerk]) -> None:
    page = clerks[0].sign_in(desk)
    page.get_by_role("link", name="市民提问").click()
    page.get_by_role("button", name="加入评测题").click()
    expect(page.get_by_text("已加入评测题。")).to_be_visible()
    expect(page.get_by_text("已在评测题里")).to_be_visible()
    clerks[0].content(desk)


def test_signing_out_leaves_nothing_open(desk: Served, clerks: list[Clerk]) -> None:
    page = clerks[0].sign_in(desk)
    page.get_by_role("link", name="数据与存疑").click()
    expect(page.get_by_role("heading", name="数据与存疑")).to_be_visible()
    assert [one["name"] for one in page.context.cookies() if not one["httpOnly"]] == []
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_text("已退出登录。")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    page.goto(f"{desk.url}/staff/register")
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    clerks[0].content(desk)


def test_all_of_it_works_without_scripts(desk: Served, browser: Browser) -> None:  # noqa: F811
    with closing(browser.new_context(locale="zh-CN", java_script_enabled=False)) as context:
        clerk = Clerk(context.new_page())
        page = clerk.sign_in(desk)
        page.get_by_label("力度").select_option("硬承诺")
        page.get_by_role("button", name="筛选").click()
        expect(page.get_by_label("力度")).to_have_value("hard")
        page.locator("a.edit").last.click()
        page.get_by_label("无法核实").check()
        page.get_by_role("button", name="保存").click()
        expect(page.get_by_text("已保存。")).to_be_visible()
        page.get_by_role("link", name="回到登记簿").click()
        expect(page.get_by_label("力度")).to_have_value("hard")
        page.get_by_role("button", name="退出").click()
        expect(page.get_by_text("已退出登录。")).to_be_visible()
