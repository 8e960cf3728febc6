"""Furniture: the lines of a web page that are not the report (下载, 打印, 来源：…, 相关报道：).

In: the lines of a text. Out: which line the report begins with, and behind which it ends. Furniture
is kept, so that the text stays whole, but it is no paragraph and can never be cited.
"""

import re
from collections.abc import Sequence

# Lines with which a report to a congress opens: the salutation, or the sentence that follows it.
_OPENING = re.compile(r"^(各位(人大)?代表|各位委员|(现在[，,])?我代表|受.{2,20}委托)")
_LAST_MARK = re.compile(r"[。！!？?”）)]$")
# Words by which a page talks about itself, after the report has ended.
_TAIL = re.compile(
    r"^(相关(报道|链接|阅读|新闻)|扫一扫|责任编辑|编辑[：:]|分享(到|[：:])|打印|关闭|上一篇|下一篇|返回|版权|附件"
    r"|本作品|来源[：:]|【?字号|主办|承办|网站|联系我们|Public domain|公有领域|注：)",
    re.IGNORECASE,
)
_FURTHEST_OPENING = 60  # lines; a salutation further down opens a passage, not the report
_LONG = 60  # characters: a line of prose, which furniture is not


def body_range(lines: Sequence[str]) -> tuple[int, int]:
    """Return the line numbers `first:last` of the report itself within `lines`."""
    return _first_line(lines), _last_line(lines)


def _first_line(lines: Sequence[str]) -> int:
    for number, line in enumerate(lines[:_FURTHEST_OPENING]):
        if _OPENING.match(line.strip()):
            return number
    for number, line in enumerate(lines):
        stripped = line.strip()
        if len(stripped) >= _LONG or re.match(r"^[一二三四五六七八九十]+、", stripped):
            return number
    return 0


def _last_line(lines: Sequence[str]) -> int:
    prose = [number for number, line in enumerate(lines) if _is_prose(line)]
    if not prose:
        return len(lines)
    end = prose[-1] + 1
    while end < len(lines) and _continues(lines, end):
        end += 1
    return end


def _is_prose(line: str) -> bool:
    stripped = line.strip()
    return len(stripped) >= _LONG and not _TAIL.match(stripped)


def _continues(lines: Sequence[str], number: int) -> bool:
    """Tell whether a short line after the last long paragraph still belongs to the report."""
    stripped = lines[number].strip()
    if not stripped:
        return any(line.strip() for line in lines[number + 1 : number + 3])
    return bool(_LAST_MARK.search(stripped)) and not _TAIL.match(stripped)
