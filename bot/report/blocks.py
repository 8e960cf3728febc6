"""Blocks: the lines of a report, each told for what it is.

In: a report's text. Out: `Block`s that follow one another without gap: furniture, salutations,
headings of parts and sections, paragraphs. Headings come as lines of their own (一、…, （一）…) or
run into their paragraph; a paragraph broken over several lines by its web page is one block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.language.text import split_sentences, trimmed
from bot.report.furniture import body_range

Kind = Literal["furniture", "salutation", "part", "section", "paragraph", "aside"]

_DIGITS = "一二三四五六七八九十"
_PART = re.compile(rf"([{_DIGITS}]{{1,3}})[、．.]\s*\S")
_SECTION = re.compile(rf"[（(]([{_DIGITS}]{{1,3}})[）)]\s*\S")
# A heading without a number, as some reports have them (2024年工作回顾).
_BARE_PART = re.compile(
    r"(20\d\d年|过去.{1,4}年|今后.{1,4}年)?[^，,。；;：:]{0,14}"
    r"(工作回顾|执行情况|完成情况|工作安排|重点工作|主要任务|工作任务|目标任务)$"
)
_SALUTATION = re.compile(r"(各位(人大)?代表|各位委员|同志们)[：:!！,，]*$")
# Passages that follow the last numbered section of a part but do not belong to it.
_ASIDE = re.compile(
    r"(各位代表[，,!！]"
    r"|(在)?(总结|肯定|看到|回顾)成绩.{0,6}同时|(同时)?[，,]?我们(也|还)?(清醒|清楚|深刻)"
    r"|.{0,30}存在(的|着|一些|不少).{0,12}(差距|问题|困难|不足|短板))"
)
_ENDS = re.compile(r"[。！？!?：:；;”）)]\s*$")
_LONGEST_HEADING = 60  # characters; the longest of 24 public reports has 44
INVISIBLE = "\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]` is one block with its line ends; `number` is a heading's 一…十."""

    kind: Kind
    start: int
    end: int
    number: str = ""


def read_blocks(text: str) -> list[Block]:
    """Return the blocks of `text` in order; joined, they give it back character for character."""
    lines = text.splitlines(keepends=True)
    first, last = body_range(lines)
    blocks: list[Block] = []
    offset = 0
    for number, line in enumerate(lines):
        end = offset + len(line)
        if not first <= number < last:
            blocks.append(Block("furniture", offset, end))
        elif blocks and _continues(text, blocks[-1], line):
            blocks[-1] = Block(blocks[-1].kind, blocks[-1].start, end, blocks[-1].number)
        else:
            blocks.extend(_classify(text, offset, end))
        offset = end
    return blocks


def _continues(text: str, before: Block, line: str) -> bool:
    """Tell whether a line goes on with the paragraph before it, or only adds white space to it."""
    stripped = line.strip().strip(INVISIBLE)
    if before.kind == "furniture":
        return False
    if not stripped:
        return True
    if before.kind not in ("paragraph", "aside") or _heading(stripped):
        return False
    return not _ENDS.search(text[before.start : before.end])


def _classify(text: str, start: int, end: int) -> Iterator[Block]:
    begin, stop = trimmed(text, start, end, INVISIBLE)
    line = text[begin:stop]
    heading = _heading(line)
    if heading is None:
        yield Block(_prose_kind(line), start, end)
        return
    kind, number = heading
    cut = _run_in_end(text, begin, stop)
    yield Block(kind, start, cut or end, number)
    if cut is not None:
        yield Block("paragraph", cut, end)


def _prose_kind(line: str) -> Kind:
    if _SALUTATION.match(line):
        return "salutation"
    return "aside" if _ASIDE.match(line) else "paragraph"


def _heading(line: str) -> tuple[Literal["part", "section"], str] | None:
    """Return kind and number where the line is a heading or begins with one."""
    if match := _SECTION.match(line):
        return "section", match[1]
    if (match := _PART.match(line)) and len(_first_sentence(line)) <= _LONGEST_HEADING:
        return "part", match[1]
    if _BARE_PART.fullmatch(line):
        return "part", ""
    return None


def _first_sentence(line: str) -> str:
    start, end = next(split_sentences(line))
    return line[start:end]


def _run_in_end(text: str, start: int, end: int) -> int | None:
    """Return where a heading that runs into its paragraph ends, or None if it stands alone."""
    cut = next(split_sentences(text, start, end))[1]
    return cut if cut < end and cut - start <= _LONGEST_HEADING else None
