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
_SENTENCE = 20  # characters of a line that ends like a sentence and is one


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
    """Return the line behind the last one of prose before the page speaks of itself again."""
    prose = [number for number, line in enumerate(lines) if _is_prose(line)]
    halfway = prose[len(prose) // 2] if prose else 0
    tails = [n for n in range(halfway, len(lines)) if _TAIL.match(lines[n].strip())]
    end = tails[0] if tails else len(lines)
    while end > 0 and not _LAST_MARK.search(lines[end - 1].strip()):
        end -= 1
    return end or len(lines)


def _is_prose(line: str) -> bool:
    return bool(_LAST_MARK.search(line.strip())) and len(line.strip()) >= _SENTENCE
