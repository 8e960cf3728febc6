"""Release: no statement passes with a figure that its sentence does not bear out."""

import dataclasses

import pytest

from bot.answering.citing import CitationList
from bot.answering.passages import read_passages
from bot.answering.release import release
from bot.answering.wording import Draft
from bot.report.loading import Report
from bot.report.sections import parse_report

FALSE = [
    "2026年目标：完成产业项目到位额4.5亿元。",
    "2026年目标：完成产业项目到位额45万元。",
    "2025年：完成产业项目到位额45亿元。",
    "2026年：已完成产业项目到位额45亿元。",
    "2026年目标：完成产业项目到位额45亿元以上。",
    "2026年目标：完成产业项目到位额145亿元。",
    "2026年目标：新增市级高质量项目45亿元。",
]


@pytest.fixture
def draft(report: Report) -> Draft:
    passages = read_passages(report, parse_report(report))
    passage = next(one for one in passages if "到位额45亿元" in one.text)
    return Draft("2026年目标：完成产业项目到位额45亿元。", passage, None, ())


def test_a_true_statement_is_released_with_its_citation(draft: Draft, report: Report) -> None:
    citations = CitationList(report)
    released = release([draft], citations)
    assert [one.text for one in released.statements] == [draft.text]
    assert citations.citations[0].quote == draft.passage.text
    assert not released.withheld


@pytest.mark.parametrize("text", FALSE)
def test_a_false_statement_is_withheld_and_cites_nothing(
    draft: Draft, report: Report, text: str
) -> None:
    citations = CitationList(report)
    released = release([dataclasses.replace(draft, text=text)], citations)
    assert not released.statements
    assert released.withheld[0].faults
    assert not citations.citations
