"""A shared answer comes back only as far as the report still bears it."""

import json
from dataclasses import replace

import pytest

from bot.answering.citing import standing
from bot.report.sections import parse_report
from bot.web.library import Library
from bot.web.sharing import CHANGED, MOVED, NO_REPORT, SAME, UNKNOWN, packed, reopened


@pytest.fixture(scope="module")
def shared(assistant):
    """A reply as it comes out of a database: through JSON."""
    return json.loads(json.dumps(packed(assistant.ask("产业项目到位额是多少"))))


def republished(report, text):
    return replace(report, text=text, sha256="0" * 64)


def opened(shared, report):
    return reopened(shared, report.id, "t", Library({report.id: report}, report.id))


def test_the_same_report_gives_the_same_answer(assistant, shared, report):
    back = opened(shared, report)
    assert SAME in back.turn.bubble
    asked = assistant.ask("产业项目到位额是多少")
    assert back.reply.answer == asked.answer
    assert back.turn.told == asked.answer.text


def test_sentences_that_moved_are_cited_where_they_are_now(shared, report):
    place = report.text.index("一、")
    moved = republished(report, report.text[:place] + "各位代表：\n" + report.text[place:])
    back = opened(shared, moved)
    assert MOVED in back.turn.bubble
    for citation in back.reply.answer.citations:
        assert moved.text[citation.start : citation.end] == citation.quote
        assert citation.sha == moved.sha256


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        pytest.param("63.2亿元", "63.3亿元", id="figure"),
        pytest.param("45亿元", "46亿元", id="second_citation"),
    ],
)
def test_a_sentence_that_changed_withholds_the_answer(shared, report, was, becomes):
    changed = republished(report, report.text.replace(was, becomes))
    back = opened(shared, changed)
    assert back.reply is None
    assert CHANGED in back.turn.bubble
    assert "63.2" not in back.turn.bubble
    assert back.turn.told == ""


def test_a_report_that_is_gone(shared, report):
    back = reopened(shared, "elsewhere", "t", Library({report.id: report}, report.id))
    assert NO_REPORT in back.turn.bubble
    assert "63.2" not in back.turn.bubble


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        pytest.param("63.2亿元", "99.2亿元", id="value"),
        pytest.param("63.2亿元", "63.2万元", id="unit"),
        pytest.param("2025年", "2024年", id="year"),
        pytest.param("增长", "下降", id="direction"),
    ],
)
def test_a_figure_forged_in_the_records_is_not_shown(shared, report, was, becomes):
    forged = json.loads(json.dumps(shared))
    first = forged["answer"]["statements"][0]
    assert was in first["text"]
    first["text"] = first["text"].replace(was, becomes)
    back = opened(forged, report)
    assert back.reply is None
    assert becomes not in back.turn.bubble


def test_a_statement_without_a_source_may_not_bring_a_figure(shared, report):
    forged = json.loads(json.dumps(shared))
    forged["answer"]["statements"].append({"text": "另有99亿元。", "citations": [], "figures": []})
    assert "99" not in opened(forged, report).turn.bubble


@pytest.mark.parametrize("question", ["2024年GDP是多少", "养老床位", "今年的主要目标有哪些"])
def test_every_kind_of_answer_comes_back_whole(assistant, report, question):
    asked = assistant.ask(question)
    stored = json.loads(json.dumps(packed(asked)))
    assert opened(stored, report).reply.answer == asked.answer


@pytest.mark.parametrize("stored", [{}, {"answer": 1}, {"question": "x", "answer": {}}])
def test_what_is_no_reply_is_unknown(stored, report):
    assert UNKNOWN in opened(stored, report).turn.bubble


def test_a_forged_quote_does_not_stand(assistant, report):
    (citation, *_) = assistant.ask("产业项目到位额是多少").answer.citations
    outline = parse_report(report)
    assert standing(citation, report, outline) == citation
    assert standing(replace(citation, quote="完成999亿元。"), report, outline) is None
    assert standing(replace(citation, start=0, end=9), report, outline) is None
    elsewhere = replace(citation, sha="1" * 64, mode="target", year=2026)
    assert standing(elsewhere, report, outline) is None
