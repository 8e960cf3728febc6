"""The page in a real browser, as a citizen meets it, at a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from bot.records.feedback import feedbacks
from bot.records.questions import questions
from tests.web.conftest import BREAKS

BOTH_YEARS = "口袋公园建几座？"
REFUSED = "2024年GDP是多少"


@pytest.fixture(params=["visit", "phone"])
def visitor(request, served):
    """A visitor who has opened the page."""
    who = request.getfixturevalue(request.param)
    who.narrow = request.param == "phone"
    who.open(served.url)
    return who


def cited(report, answer):
    """Return the text of the report at the offsets of each source of an answer."""
    spans = []
    for place in answer.locator(".source .place").all():
        start, end = re.search(r"#(\d+)-(\d+)$", place.get_attribute("href")).groups()
        spans.append(report.text[int(start) : int(end)])
    return spans


def follow(visitor, mark):
    """Go from a citation mark to its sentence: a click at a desk, two taps on a phone."""
    if visitor.narrow:
        mark.tap()
        visitor.page.get_by_role("button", name="在报告中查看").tap()
    else:
        mark.click()


def test_first_visit(visitor, served, report):
    page = visitor.page
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    expect(page).to_have_title("问报")
    expect(page.get_by_role("heading", level=1)).to_have_text("问报")
    expect(page.get_by_text("回答只依据报告原文，以报告为准。")).to_be_visible()
    for example in report.examples:
        expect(page.get_by_role("button", name=example)).to_be_visible()
    assert page.locator("footer").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(visitor.box).to_be_in_viewport()
    assert visitor.english() == []
    assert visitor.complaints == []
    assert visitor.hosts == {served.host}


def test_ask_read_and_follow_every_citation(visitor, served, report):
    page = visitor.page
    answer = visitor.ask(BOTH_YEARS)
    expect(answer.locator(".statement").first).to_contain_text("6座")
    expect(answer.locator(".tag")).to_have_text(["2025 实绩", "2026 目标"])
    expect(answer.locator(".source q")).to_have_text(cited(report, answer))
    for number, sentence in enumerate(cited(report, answer)):
        follow(visitor, answer.locator("a.cite").nth(number))
        expect(visitor.marked).to_have_text(sentence)
        expect(visitor.marked).to_be_in_viewport()
        assert "".join(page.locator("mark.cited").all_text_contents()) == "".join(
            cited(report, answer)
        )
        if visitor.narrow:
            page.get_by_role("button", name="回到对话").tap()
            expect(page.locator("#paper")).to_be_hidden()
    assert visitor.english() == []
    assert visitor.complaints == []
    assert visitor.hosts == {served.host}


def test_the_quote_stands_at_its_mark(visitor, report):
    answer = visitor.ask(BOTH_YEARS)
    mark, popover = answer.locator("a.cite").first, visitor.page.get_by_role("tooltip")
    mark.tap() if visitor.narrow else mark.hover()
    expect(popover).to_contain_text(cited(report, answer)[0])
    expect(popover).to_contain_text("一(七)城市管理精耕细作")
    expect(popover).to_be_in_viewport(ratio=1)
    visitor.page.keyboard.press("Escape")
    expect(popover).to_be_hidden()


def test_on_a_phone_the_browsers_back_closes_the_report(phone, served):
    phone.open(served.url)
    phone.page.get_by_role("button", name="看报告").tap()
    expect(phone.page.locator("#paper")).to_be_in_viewport(ratio=0.9)
    phone.page.go_back()
    expect(phone.page.locator("#paper")).to_be_hidden()
    expect(phone.box).to_be_in_viewport()


def test_at_a_desk_the_answers_first_sentence_is_marked_at_once(visit, served, report):
    visit.open(served.url)
    answer = visit.ask("今年要更新改造多少部老旧电梯？")
    expect(visit.marked).to_have_text(cited(report, answer)[0])
    expect(visit.marked).to_be_in_viewport()
    assert visit.ask("你好").locator("a.cite").count() == 0
    expect(visit.page.locator("mark.cited")).to_have_count(0)


def test_a_follow_up_says_how_it_was_understood(visitor):
    visitor.ask("今年新建几座口袋公园？")
    answer = visitor.ask("那去年呢？")
    expect(answer.locator(".alone")).to_contain_text("您是问：去年")
    expect(answer.locator(".alone")).to_contain_text("口袋公园")
    expect(answer.locator(".statement").first).to_contain_text("6座")
    visitor.page.get_by_role("button", name="清空对话").click()
    expect(visitor.answers).to_have_count(0)
    assert visitor.ask("那今年呢？").locator(".alone").count() == 0


def test_related_questions_are_answered(visitor):
    answer = visitor.ask(BOTH_YEARS)
    offered = answer.locator(".related .ask").all_text_contents()
    assert 2 <= len(offered) <= 4
    for number, question in enumerate(offered, start=1):
        answer.get_by_role("button", name=question).click()
        expect(visitor.answers).to_have_count(number + 1)
        expect(visitor.answers.nth(number)).to_have_class(re.compile(r"\banswered\b"))


def test_an_example_is_one_click(visitor, report):
    visitor.page.get_by_role("button", name=report.examples[0]).click()
    expect(visitor.answers).to_have_count(1)
    expect(visitor.page.locator(".welcome")).to_have_count(0)


def test_a_refusal_shows_the_nearest_thing(visitor, report):
    answer = visitor.ask(REFUSED)
    expect(answer).to_contain_text("没有提到2024年")
    expect(answer).to_have_class(re.compile(r"\brefused\b"))
    assert cited(report, answer)


def test_search_in_the_report(visitor, report):
    page = visitor.page
    if visitor.narrow:
        page.get_by_role("button", name="看报告").tap()
    page.get_by_role("searchbox", name="在报告中查找").fill("口袋公园")
    page.keyboard.press("Enter")
    expect(page.locator(".reader")).to_contain_text(f"共 {report.text.count('口袋公园')} 处")
    expect(page.locator("mark.hit").first).to_have_text("口袋公园")


def test_share_and_reopen(visitor, served, report, browser):
    page = visitor.page
    visitor.ask("今年新建几座口袋公园？")
    answer = visitor.ask("那去年呢？")
    told, quotes = answer.locator(".statement").all_inner_texts(), cited(report, answer)
    answer.get_by_role("button", name="分享").click()
    link = page.get_by_role("textbox", name="链接")
    expect(link).to_have_value(re.compile(r"\?answer="))
    address = link.input_value()
    page.get_by_role("button", name="关闭").click()

    context = browser.new_context(locale="en-US")
    other = type(visitor)(context.new_page())
    other.open(address)
    reopened = other.answers.first
    expect(reopened.locator(".banner")).to_contain_text("与报告原文重新核对，完全一致")
    assert reopened.locator(".statement").all_inner_texts() == told
    assert cited(report, reopened) == quotes
    expect(other.page.locator(".user-row")).to_have_text("那去年呢？")
    expect(reopened.locator(".alone")).to_contain_text("口袋公园")
    expect(other.marked).to_have_text(quotes[0])
    assert other.english() == []
    assert (other.complaints, other.hosts) == ([], {served.host})
    # A follow-up leans on what was shared, and it can be shared and judged again.
    expect(other.ask("今年呢？").locator(".alone")).to_contain_text("口袋公园")
    reopened.get_by_role("button", name="有帮助").click()
    expect(reopened.locator(".thanks")).to_have_text("谢谢，已经收到。")
    context.close()


def test_a_link_to_nothing_says_so(visit, served):
    visit.page.goto(f"{served.url}/?answer=no-such-answer-at-all")
    expect(visit.page.locator(".answer.trouble")).to_contain_text("没有找到这条分享")
    expect(visit.ask(BOTH_YEARS)).to_contain_text("6座")


def test_feedback_is_stored_without_what_names_a_person(visitor, served):
    page = visitor.page
    answer = visitor.ask("去年产业项目到位额是多少，我的电话13812345678")
    answer.get_by_role("button", name="有问题").click()
    page.get_by_role("button", name="提交").click()
    expect(answer.locator(".thanks")).to_have_text("请至少选一个原因，或写一句话。")
    page.get_by_role("checkbox", name="数字不对").check()
    page.get_by_role("textbox", name="想补充的话").fill("请打13912345678告诉我")
    page.get_by_role("button", name="提交").click()
    expect(answer.locator(".thanks")).to_have_text("谢谢，已经收到。")
    assert visitor.complaints == []

    token = answer.get_attribute("id").removeprefix("answer-")
    (told,) = [f.feedback for f in feedbacks(served.records) if f.feedback.answer_id == token]
    assert (told.verdict, told.reasons) == ("down", ("数字不对",))
    assert told.comment == "请打〔手机号〕告诉我"
    (asked,) = [q.asked for q in questions(served.records) if q.asked.id == token]
    assert asked.question == "去年产业项目到位额是多少，我的电话〔手机号〕"


def test_copy_takes_the_citations_along(visit, served, report):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open(served.url)
    answer = visit.ask(BOTH_YEARS)
    answer.get_by_role("button", name="复制").click()
    expect(answer.get_by_role("button", name="已复制")).to_be_visible()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    first, second = cited(report, answer)
    assert copied.startswith("2025年：完成新建、提升口袋公园6座。[1]\n2026年目标：")
    assert f"[1] 一(七)城市管理精耕细作：“{first}”\n[2] " in copied
    assert second in copied
    assert copied.endswith(f"——《{report.title}》")


def test_help_says_what_this_is(visitor, report):
    page = visitor.page
    page.get_by_role("button", name="说明").click()
    dialog = page.get_by_role("dialog", name="关于问报")
    for said in (report.title, "以报告原文为准", "逐一核对", "有问题", "不记名"):
        expect(dialog).to_contain_text(said)
    page.get_by_role("button", name="知道了").click()
    expect(dialog).to_be_hidden()


def test_large_type_and_dark_are_remembered(visitor, served):
    page, root = visitor.page, visitor.page.locator("html")
    size = page.evaluate("getComputedStyle(document.querySelector('#question textarea')).fontSize")
    page.get_by_role("button", name="大字版").click()
    page.get_by_role("button", name="深色").click()
    visitor.open(served.url)
    expect(root).to_have_attribute("data-type", "large")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="大字版")).to_have_attribute("aria-pressed", "true")
    larger = page.evaluate(
        "getComputedStyle(document.querySelector('#question textarea')).fontSize"
    )
    assert float(larger[:-2]) == pytest.approx(1.25 * float(size[:-2]))
    visitor.ask(BOTH_YEARS)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_long_question_wraps(visitor):
    answer = visitor.ask("今年有哪些目标？" * 30)
    expect(answer).to_be_visible()
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(visitor.box).to_be_in_viewport()


def test_a_defect_is_one_kind_sentence(visitor):
    visitor.box.fill(BREAKS)
    visitor.box.press("Enter")
    expect(visitor.page.locator(".answer.trouble")).to_contain_text("这个问题刚才没能处理好")
    visitor.ask(BOTH_YEARS)
    assert visitor.english() == []


def test_the_report_on_a_page_of_its_own(visit, served, report):
    start = report.text.index("完成新建、提升口袋公园6座。")
    visit.page.goto(f"{served.url}/reports/{report.id}#{start}-{start + 14}")
    expect(visit.marked).to_have_text("完成新建、提升口袋公园6座。")
    expect(visit.marked).to_be_in_viewport()
    assert (visit.complaints, visit.hosts) == ([], {served.host})
