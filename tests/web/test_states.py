"""The page while things are not as they should be: each state says in Chinese what is going on."""

import re

import pytest
from playwright.sync_api import expect

from bot.report.loading import Report
from tests.web.conftest import serving

QUESTION = "口袋公园建几座？"


@pytest.fixture
def crowded(assistant, report, tmp_path):
    """One is answered at a time, one may wait."""
    with serving(assistant, {report.id: report}, tmp_path, concurrency=1, queue_size=1) as running:
        yield running


def submit(visitor, question=QUESTION):
    visitor.box.fill(question)
    visitor.box.press("Enter")


def test_the_index_is_being_built(assistant, report, tmp_path, visit):
    with serving(assistant, {report.id: report}, tmp_path) as running:
        running.lent.may_open.clear()
        # The opening has begun already where this comes too late; then there is nothing to see.
        visit.page.route("**/page/state", lambda route: route.fulfill(json={"state": "starting"}))
        visit.open(running.url)
        expect(visit.page.get_by_role("status").first).to_contain_text("正在为报告建立索引")
        assert visit.english() == []
        visit.page.unroute("**/page/state")
        running.lent.may_open.set()
        expect(visit.page.locator("#notice")).to_be_hidden()
        expect(visit.ask(QUESTION)).to_contain_text("6座")
        assert visit.complaints == []


def test_working_and_stop(visit, served):
    visit.open(served.url)
    stop = visit.page.get_by_role("button", name="停止回答")
    expect(stop).to_be_hidden()
    served.lent.may_answer.clear()
    try:
        submit(visit)
        expect(visit.page.locator(".answer.working")).to_contain_text("正在查阅报告")
        stop.click()
        expect(visit.page.locator(".answer.stopped")).to_contain_text("已停止回答。")
        expect(stop).to_be_hidden()
    finally:
        served.lent.may_answer.set()
    visit.page.locator(".answer.stopped").get_by_role("button", name=QUESTION).click()
    expect(visit.answers).to_have_count(1)
    assert visit.complaints == []


def test_a_place_in_line_and_a_full_line(crowded, visit, browser):
    contexts = [browser.new_context(locale="en-US") for _ in range(2)]
    second, third = (type(visit)(context.new_page()) for context in contexts)
    for one in (visit, second, third):
        one.open(crowded.url)
    crowded.lent.may_answer.clear()
    submit(visit)
    expect(visit.page.locator(".answer.working")).to_be_visible()
    submit(second)
    expect(second.page.locator(".answer.waiting")).to_contain_text("正在排队，您排在第 1 位")
    assert second.english() == []
    submit(third)
    expect(third.page.locator(".answer.trouble")).to_contain_text("现在提问的人太多")
    crowded.lent.may_answer.set()
    for one in (visit, second):
        expect(one.answers.first).to_contain_text("6座")
    for context in contexts:
        context.close()


def test_one_who_leaves_the_line_makes_room(crowded, visit, browser):
    contexts = [browser.new_context() for _ in range(2)]
    second, third = (type(visit)(context.new_page()) for context in contexts)
    for one in (visit, second, third):
        one.open(crowded.url)
    crowded.lent.may_answer.clear()
    submit(visit)
    expect(visit.page.locator(".answer.working")).to_be_visible()
    submit(second)
    expect(second.page.locator(".answer.waiting")).to_be_visible()
    second.page.get_by_role("button", name="停止回答").click()
    expect(second.page.locator(".answer.stopped")).to_be_visible()
    submit(third)
    expect(third.page.locator(".answer.waiting")).to_be_visible()
    crowded.lent.may_answer.set()
    expect(third.answers.first).to_contain_text("6座")
    for context in contexts:
        context.close()


def test_the_server_goes_and_comes_back(visit, served):
    visit.open(served.url)
    visit.ask(QUESTION)
    for path in ("**/page/**", "**/gradio_api/**"):
        visit.page.route(path, lambda route: route.abort())
    submit(visit, "今年的目标是什么？")
    line = visit.page.locator("#notice")
    expect(line).to_contain_text("与服务的连接断了")
    assert visit.english() == []
    for path in ("**/page/**", "**/gradio_api/**"):
        visit.page.unroute(path)
    expect(line).to_contain_text("连接已恢复")
    # Gradio has opened the page anew; the question that was lost is back in the box.
    expect(visit.box).to_have_value("今年的目标是什么？")
    visit.box.press("Enter")
    expect(visit.answers).to_have_count(1)


def test_a_question_that_is_too_long(visit, served):
    visit.open(served.url)
    visit.page.evaluate("document.querySelector('#question textarea').removeAttribute('maxlength')")
    submit(visit, "今年的目标有哪些？" * 60)
    expect(visit.page.locator(".answer.invalid")).to_contain_text("300")


def test_a_shared_answer_whose_report_has_changed(assistant, report, tmp_path, visit, browser):
    """The sentence has moved, then it is gone: the page says which, and shows no figure of it."""
    with serving(assistant, {report.id: report}, tmp_path) as running:
        visit.open(running.url)
        answer = visit.ask("去年产业项目到位额是多少？")
        answer.get_by_role("button", name="分享").click()
        link = visit.page.get_by_role("textbox", name="链接")
        expect(link).to_have_value(re.compile(r"\?answer="))
        query = link.input_value().partition("?")[2]
    place = report.text.index("一、")
    moved = _republished(report, report.text[:place] + "各位代表：\n" + report.text[place:])
    gone = _republished(report, report.text.replace("63.2亿元", "63.3亿元"))
    for changed, said in ((moved, "仍在原文中，一字未变"), (gone, "引用的原文已找不到")):
        with serving(assistant, {report.id: changed}, tmp_path) as running:
            visit.open(f"{running.url}/?{query}")
            expect(visit.page.locator(".answer")).to_contain_text(said)
            if changed is moved:
                expect(visit.marked).to_contain_text("63.2亿元")
            else:
                expect(visit.page.locator("#chat")).not_to_contain_text("63.2")


def _republished(report, text):
    fields = {name: getattr(report, name) for name in Report.__dataclass_fields__}
    return Report(**{**fields, "text": text, "sha256": "0" * 64})


def test_questions_are_not_kept_where_the_setting_says_so(assistant, report, tmp_path, visit):
    from bot.records.feedback import feedbacks
    from bot.records.questions import questions

    with serving(assistant, {report.id: report}, tmp_path, keep_questions=False) as running:
        visit.open(running.url)
        expect(visit.page.get_by_text("您的问题不会被保存。").first).to_be_visible()
        answer = visit.ask(QUESTION)
        answer.get_by_role("button", name="有帮助").click()
        expect(answer.locator(".thanks")).to_have_text("谢谢，已经收到。")
        assert questions(running.records) == ()
        (told,) = feedbacks(running.records)
        assert (told.feedback.question, told.feedback.answer) == (None, None)
