"""Bubbles: what a citizen reads of a reply, escaped, on one line, tagged by what it is."""

import re

import pytest

from bot.answering.answer import Answer, Citation, Figure, Statement
from bot.assistant import Reply
from bot.web.bubble import growing, notice, tag_of, welcome

RESULT = Citation("r", "一(一)绿化", 0, 4, "建园6座。", "s", 2025, "result")
TARGET = Citation("r", "二(一)绿化", 9, 13, "建园3座。", "s", 2026, "target")
STATUS = Citation("r", "引言", 20, 24, "园在城北。", "s", None, "status")


def reply(report, answer, **fields):
    values = {"question": "问", "standalone_question": "问", "rewritten": False, **fields}
    return Reply(mode="extractive", report=report, answer=answer, **values)


def test_it_grows_by_statements_and_ends_with_sources_tools_and_related(assistant):
    part, whole = growing(assistant.ask("口袋公园建几座"), "t")
    assert part.count('class="statement"') == 1
    assert "sources" not in part
    assert "whole" not in part
    assert whole.startswith(part[: part.index("</p>")].replace("answered", "answered whole"))
    assert whole.count('class="statement"') == whole.count('class="source"') == 2
    for named in ("copy", "share", "up", "down", "ask"):
        assert re.search(rf'<button type="button" class="(tool )?{named}">', whole)


@pytest.mark.parametrize("question", ["口袋公园建几座", "2024年GDP是多少", "你好", "", "asdf"])
def test_always_one_line(assistant, question):
    for bubble in growing(assistant.ask(question), "t"):
        assert "\n" not in bubble
        assert bubble.count("<div") == bubble.count("</div>")


def test_links_lead_to_the_offsets_of_the_citations(assistant):
    asked = assistant.ask("口袋公园建几座")
    *_, whole = growing(asked, "t")
    for citation in asked.answer.citations:
        href = f'href="reports/{citation.report}#{citation.start}-{citation.end}"'
        assert whole.count(href) == 2  # the mark and the source


def test_the_understood_question_is_shown_where_it_was_completed(report):
    answer = Answer("answered", None, "建园6座。", (Statement("建园6座。", (0,)),), (RESULT,))
    (whole,) = growing(
        reply(report, answer, standalone_question="去年建园几座", rewritten=True), "t"
    )
    assert "您是问：去年建园几座" in whole
    (whole,) = growing(reply(report, answer), "t", "这是分享的回答。")
    assert "您是问" not in whole
    assert "这是分享的回答。" in whole


def test_whatever_stands_in_a_reply_is_text(report):
    evil = '"><img src=x onerror=alert(1)>\n\n[a](javascript:b)'
    cited = Citation('r"><b>', evil, 0, 4, evil, "s", 2025, "result")
    answer = Answer("answered", None, evil, (Statement(evil, (0,), (), (0, 9)),), (cited,), (evil,))
    (whole,) = growing(reply(report, answer, standalone_question=evil, rewritten=True), "t", evil)
    assert "<img" not in whole
    assert "<b>" not in whole
    assert "\n" not in whole


@pytest.mark.parametrize(
    ("cited", "origin", "expected"),
    [
        pytest.param((0,), "cited", "2025 实绩", id="result"),
        pytest.param((1,), "cited", "2026 目标", id="target"),
        pytest.param((0, 1), "derived", "推算", id="derived"),
        pytest.param((0, 1), "cited", None, id="both"),
        pytest.param((2,), "cited", None, id="no_year"),
        pytest.param((), "cited", None, id="uncited"),
    ],
)
def test_tags(cited, origin, expected):
    figure = Figure("园", 6.0, "座", "=", 2025, "result", origin)
    answer = Answer("answered", None, "", (), (RESULT, TARGET, STATUS))
    tag = tag_of(answer, Statement("建园6座。", cited, (figure,)))
    assert (tag.text if tag else None) == expected


def test_notices_and_welcome():
    assert "正在查" in notice("working", "正在查")
    assert "<button" not in notice("stopped", "停了")
    assert "&lt;b&gt;" in notice("trouble", "坏了", "再问<b>")
    assert welcome("报告", ("甲？", "乙？")).count('class="ask"') == 2
    assert "<ul" not in welcome("报告", ())
