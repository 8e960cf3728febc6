"""Chunks: whole sentences, one paragraph, within budget, cited by exact offsets."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.tokens import open_counter
from bot.report.chunks import BUDGET, cut_chunks
from bot.report.loading import Report, load_report
from bot.report.sections import parse_report

ROOT = Path(__file__).parents[2]
LAW = settings(deadline=None, max_examples=80)
EXACT = open_counter().count
REPORT = load_report(ROOT / "corpus" / "hebei-2026")
OUTLINE = parse_report(REPORT)

COUNTERS = [
    pytest.param(EXACT, BUDGET, id="exact"),
    pytest.param(len, BUDGET, id="one_token_a_character"),
    pytest.param(EXACT, 96, id="small_budget"),
    pytest.param(len, 1, id="no_room"),
    pytest.param(EXACT, 100_000, id="endless_room"),
]


@pytest.mark.parametrize(("count", "budget"), COUNTERS)
def test_laws_hold_on_the_report(count, budget):
    assert_laws(REPORT, OUTLINE, count, budget)


BODY = st.lists(
    st.sampled_from(
        [
            "投资增长5％。",
            "新增企业1,009家；拉动消费2.8亿元，办件七万多件。",
            "办好“一网通办，一次办好”实事！",
            " ",
            "　",
        ]
    ),
    min_size=1,
    max_size=8,
).map("".join)
HEADINGS = st.sampled_from(
    ["一、2025年工作回顾", "二、2026年任务", "（一）稳投资", "（二）促消费。新增5家。"]
)


@LAW
@given(st.lists(BODY | HEADINGS, max_size=8).map("\n".join), st.integers(0, 60))
def test_laws_hold_on_any_report(text, budget):
    report = Report("made-up", "", "", "", "", "", 2025, 2026, "", text)
    assert_laws(report, parse_report(report), len, budget)


def assert_laws(report, outline, count, budget):
    chunks = cut_chunks(report, outline, count, budget)
    paragraphs = {(p.id, p.start): p for *_, p in outline.paragraphs()}
    spans = [(chunk.start, chunk.end) for chunk in chunks]
    assert spans == sorted(spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for chunk in chunks:
        assert chunk.text == report.text[chunk.start : chunk.end]
        assert chunk.tokens == count(chunk.embedded_text)
        (home,) = [p for p in paragraphs.values() if p.start <= chunk.start < p.end]
        assert (home.id, home.label) == (chunk.paragraph, chunk.label)
        assert chunk.end <= home.end
        assert chunk.tokens <= budget or within_one_clause(chunk, home)
    for *_, paragraph in outline.paragraphs():
        for sentence in paragraph.sentences:
            assert_covered_once(sentence, spans, budget - 1, count, report.text)


def within_one_clause(chunk, paragraph):
    return any(
        clause.start <= chunk.start and chunk.end <= clause.end
        for sentence in paragraph.sentences
        for clause in sentence.clauses
    )


def assert_covered_once(sentence, spans, room, count, text):
    if any(start <= sentence.start and sentence.end <= end for start, end in spans):
        return
    holders = [
        sum(start <= clause.start and clause.end <= end for start, end in spans)
        for clause in sentence.clauses
    ]
    assert holders == [1] * len(sentence.clauses)  # cut, then at its clauses
    assert len(holders) > 1


@pytest.mark.parametrize(("count", "budget"), COUNTERS)
def test_ids_are_unique_and_say_where(count, budget):
    chunks = cut_chunks(REPORT, OUTLINE, count, budget)
    assert len({chunk.id for chunk in chunks}) == len(chunks)
    starts = {section.id: section.start for part in OUTLINE.parts for section in part.sections}
    for chunk in chunks:
        assert chunk.id == f"hebei-2026:{chunk.section}+{chunk.start - starts[chunk.section]}"


def test_year_and_mode_are_those_of_the_part():
    parts = {part.id: (part.year, part.mode) for part in OUTLINE.parts}
    for chunk in cut_chunks(REPORT, OUTLINE, EXACT):
        assert (chunk.year, chunk.mode) == parts[chunk.part]


def test_the_heading_path_is_embedded_and_not_cited():
    (chunk,) = [one for one in cut_chunks(REPORT, OUTLINE, EXACT) if "2004场" in one.text]
    assert chunk.path == (
        "一、2025年国民经济和社会发展计划执行情况 > (六)优化公共服务供给,民生保障持续改善 > 社会事业全面发展"
    )
    assert chunk.embedded_text == f"{chunk.path}\n{chunk.text}"
    assert chunk.path not in chunk.text


def test_a_clause_longer_than_the_budget_is_a_chunk_of_its_own():
    text = f"{'稳' * 50}，{'进' * 5}。"
    report = Report("made-up", "", "", "", "", "", None, None, "", text)
    assert [one.text for one in cut_chunks(report, parse_report(report), len, 20)] == [
        "稳" * 50 + "，",
        "进" * 5 + "。",
    ]


def test_nothing_to_cut():
    report = Report("made-up", "", "", "", "", "", None, None, "", "")
    assert cut_chunks(report, parse_report(report), len) == []
