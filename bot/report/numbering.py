"""Numbering: parts, sections and points (一是…二是…) that are numbered twice or left out."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.report.issues import SourceIssue
from bot.report.loading import Report
from bot.report.sections import Outline, Paragraph

_NUMERALS = "一二三四五六七八九十"
_POINT = re.compile(
    rf"(?:(?<=[。;；:：，,、])|^)(?:第)?([{_NUMERALS}]{{1,2}})是(?=[\u4e00-\u9fff“])"
)
_VALUES = {
    **{digit: value for value, digit in enumerate(_NUMERALS, start=1)},
    **{"十" + digit: value for value, digit in enumerate(_NUMERALS[:9], start=11)},
}


def numbering_issues(report: Report, outline: Outline) -> Iterator[SourceIssue]:
    """Yield the numbers of `report` that repeat or skip: parts, then sections, then points."""
    parts = [(part.number, part.start) for part in outline.parts if part.number]
    yield from _sequence(report.text, parts, "{}、")
    for part in outline.parts:
        numbers = [(one.number[1:-1], one.start) for one in part.sections if one.number]
        yield from _sequence(report.text, numbers, "（{}）")
    for _part, _section, paragraph in outline.paragraphs():
        yield from _points(report.text, paragraph)


def _sequence(text: str, numbered: Sequence[tuple[str, int]], form: str) -> Iterator[SourceIssue]:
    """Compare neighbours; a list that begins anew at 一 is another list."""
    for (before, start), (after, follows) in pairwise(numbered):
        first, second = _VALUES.get(before), _VALUES.get(after)
        if first is None or second is None or second == first + 1 or second == 1 < first:
            continue
        spans = (_line(text, start), _line(text, follows))
        one, other = form.format(before), form.format(after)
        if first == second:
            message = f"序号“{one}”在原文中出现两次。"
        else:
            message = f"原文序号由“{one}”直接到“{other}”，中间有缺号或次序颠倒。"
        yield SourceIssue("numbering", message, spans)


def _points(text: str, paragraph: Paragraph) -> Iterator[SourceIssue]:
    found = [
        (match[1], paragraph.start + match.start())
        for match in _POINT.finditer(text[paragraph.start : paragraph.end])
    ]
    if found and found[0][0] == "一":
        for issue in _sequence(text, found, "{}是"):
            spans = tuple(_sentence(paragraph, start) for start, _end in issue.spans)
            yield SourceIssue(issue.kind, issue.message, spans)


def _sentence(paragraph: Paragraph, offset: int) -> tuple[int, int]:
    return next(
        ((one.start, one.end) for one in paragraph.sentences if one.start <= offset < one.end),
        (offset, paragraph.end),
    )


def _line(text: str, start: int) -> tuple[int, int]:
    """Return the heading that begins at `start`, without white space around it."""
    begin = start + len(text[start:]) - len(text[start:].lstrip())
    end = text.find("\n", begin)
    stop = len(text) if end < 0 else end
    return begin, max(begin + len(text[begin:stop].rstrip()), begin + 1)
