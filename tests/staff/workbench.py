"""A small made-up report with a register, facts, doubts and verdicts, to work on."""

import csv
import io
from pathlib import Path

from bot.answering.answer import Citation
from bot.answering.claims import ClaimVerdict
from bot.report.commitments import Baseline, Commitment, NotACommitment, Register
from bot.report.facts import Fact, FactTable, Unread
from bot.report.issues import SourceIssue
from bot.report.loading import Report
from bot.staff.workbench import Workbench

SENTENCES = (
    "全年完成投资63.2亿元。",
    "今年完成投资70亿元以上。",
    "新建口袋公园6座，年底前开放。",
    "进一步优化营商环境。",
    "接待群众来访若干件次。",
)
TEXT = "甲区2026年计划报告\n" + "\n".join(SENTENCES) + "\n"
REPORT = Report(
    id="jia-2026",
    title="甲区2026年计划报告",
    issuer="甲区人民政府",
    place="甲区",
    date="2026年1月",
    source="",
    result_year=2025,
    plan_year=2026,
    sha256="ab" * 32,
    text=TEXT,
)


def span(sentence: str) -> tuple[int, int]:
    start = TEXT.index(sentence)
    return start, start + len(sentence)


def fact(
    number: int, indicator: str, value: float, unit: str, year: int, mode: str, comparator: str
):
    start, end = span(SENTENCES[number])
    return Fact(
        id=f"1.{number}/1+{start}#1",
        section="一(一)投资",
        topic="扩大投资" if number < 2 else "改善民生",
        year=year,
        mode=mode,
        text=SENTENCES[number].rstrip("。"),
        start=start,
        end=end - 1,
        indicator=indicator,
        normalised=indicator,
        value=value,
        value2=None,
        unit=unit,
        comparator=comparator,
        number_start=start,
        number_end=end,
    )


FACTS = (
    fact(0, "投资", 63.2, "亿元", 2025, "result", "="),
    fact(1, "投资", 70, "亿元", 2026, "target", ">="),
    fact(2, "口袋公园", 6, "座", 2026, "target", "="),
)
TABLE = FactTable(REPORT.id, FACTS, (Unread(*span(SENTENCES[4]), "若干件次", "没有确数"),))


def commitment(number, kind, strength, one=None, baseline=None, deadline=None) -> Commitment:
    start, end = span(SENTENCES[number])
    return Commitment(
        id=f"2.{number}/3+{start}#1",
        section=f"二({'〇一二三'[number]})安排",
        topic="扩大投资" if number < 2 else "改善民生",
        year=2026,
        kind=kind,
        strength=strength,
        text=SENTENCES[number].rstrip("。"),
        start=start,
        end=end - 1,
        fact=one,
        deadline=deadline,
        baseline=baseline,
    )


REGISTER = Register(
    REPORT.id,
    (
        commitment(
            1, "quantified", "hard", FACTS[1], Baseline(FACTS[0], 6.8, "亿元", "70-63.2=6.8亿元")
        ),
        commitment(2, "milestone", "hard", FACTS[2], deadline="年底前"),
        commitment(3, "directional", "soft"),
    ),
    (NotACommitment(*span(SENTENCES[0]), SENTENCES[0], "result"),),
)
ISSUES = (
    SourceIssue(
        "two_values", "投资有两个数：63.2亿元和70亿元。", (span(SENTENCES[0]), span(SENTENCES[1]))
    ),
)


def check(text: str) -> tuple[ClaimVerdict, ...]:
    start, end = span(SENTENCES[0])
    cited = (
        Citation(REPORT.id, "一(一)投资", start, end, SENTENCES[0], REPORT.sha256, 2025, "result"),
    )
    verdicts = []
    for claim in filter(None, text.replace("\n", "").split("。")):
        if "63.2亿元" in claim:
            verdicts.append(ClaimVerdict(claim, "supported", None, None, cited))
        elif "投资" in claim:
            verdicts.append(ClaimVerdict(claim, "contradicted", "value", "63.2亿元", cited))
        else:
            verdicts.append(ClaimVerdict(claim, "not_found", None, None, ()))
    return tuple(verdicts)


def export(what, form, reviews) -> bytes:
    """A stand-in that says what it was asked for."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(
        [[what, form], *[[one, r.finding.status] for one, r in reviews.items()]]
    )
    return buffer.getvalue().encode("utf-8-sig")


def workbench(folder: Path) -> Workbench:
    return Workbench(
        report=REPORT,
        register=lambda: REGISTER,
        facts=lambda: TABLE,
        issues=lambda: ISSUES,
        check=check,
        export=export,
        cases=folder / "cases.jsonl",
    )
