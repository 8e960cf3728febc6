"""The audit: where a report disagrees with itself, computed, quoted exactly, nothing corrected.

In: a `Report`, its `Outline` and its `FactTable`. Out: `SourceIssue`s in the order of the text. A
report is a public document that its issuer answers for: an issue says what stands there and what
does not fit, never what would be right. In doubt nothing is said.
"""

import re
from collections.abc import Iterator

from bot.report.bounds import bound_issues
from bot.report.facts import FactTable
from bot.report.intervals import Passage, read_passage
from bot.report.issues import SourceIssue, issues_at
from bot.report.loading import Report
from bot.report.numbering import numbering_issues
from bot.report.part_sums import sum_issues
from bot.report.rates import rate_issues
from bot.report.sections import Outline, Paragraph
from bot.report.spellings import spelling_issues
from bot.report.two_values import two_value_issues

__all__ = ["SourceIssue", "audit", "issues_at"]

# A sentence that goes on about the numbers of the one before it.
_GOES_ON = re.compile(
    r"其中|分别|合计|共计|总计|占|同比|比上年|较上年|增长|下降|完成(全年|年度)?(任务|目标)"
)
_FIGURES = re.compile(r"[0-9０-９]|百分之|[一二两三四五六七八九十百千万亿]{2}")


def audit(report: Report, outline: Outline, table: FactTable) -> tuple[SourceIssue, ...]:
    """Return what in `report` does not fit together, in the order of the text, each once.

    Takes a tenth of a second on a report of twenty thousand characters.
    """
    passages = tuple(_passages(report.text, outline))
    clauses = [
        (clause.start, clause.end)
        for _part, _section, paragraph in outline.paragraphs()
        for sentence in paragraph.sentences
        for clause in sentence.clauses
    ]
    found = {
        issue: None
        for issues in (
            sum_issues(passages),
            rate_issues(passages),
            bound_issues(passages),
            two_value_issues(report, outline, table),
            spelling_issues(report.text, clauses),
            numbering_issues(report, outline),
        )
        for issue in issues
    }
    return tuple(sorted(found, key=lambda issue: (issue.spans, issue.kind)))


def _passages(text: str, outline: Outline) -> Iterator[Passage]:
    """Yield the sentences with figures, each with those after it that go on about them."""
    for _part, _section, paragraph in outline.paragraphs():
        for start, end in _joined(text, paragraph):
            if _FIGURES.search(text, start, end):
                yield read_passage(text, start, end)


def _joined(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    start = end = -1
    for sentence in paragraph.sentences:
        if start >= 0 and _GOES_ON.match(text, sentence.start):
            end = sentence.end
            continue
        if start >= 0:
            yield start, end
        start, end = sentence.start, sentence.end
    if start >= 0:
        yield start, end
