"""Text as it is compared, and text as it is cut.

`fold` gives the form in which strings are compared (NFKC, lower case, no white space, one set of
punctuation) and remembers for each folded character where it came from, so that whatever is found
in folded text can be cited by exact original offsets. `split_sentences` and `split_clauses` cut
original text and lose no character.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

# NFKC turns full-width forms into ASCII; these have no ASCII twin under NFKC but are the same mark.
_SAME_MARK = {
    "。": "。",
    "、": "、",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "—": "-",
    "–": "-",
    "－": "-",
    "〔": "(",
    "〕": ")",
    "【": "(",
    "】": ")",
    "･": "·",
    "•": "·",
    "・": "·",
}
_INVISIBLE = {"Cf", "Cc", "Cs"}  # zero-width, control, half characters: never compared or shown
_SENTENCE_END = re.compile(r"[。！？!?]+[”’\"')）】]*")
# A comma between digits is a thousands separator (1,009家), and no place to cut.
_CLAUSE_END = re.compile(r"[;；]|(?<!\d)[,，]|[,，](?!\d)|——")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `origin[i]` is the offset in the original of folded character i."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of the folded characters `start:end` (`end` > `start`)."""
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold `text` for comparison; `.` and `%` survive, so 4.65 never equals 465."""
    out: list[str] = []
    origin: list[int] = []
    for offset, char in enumerate(text):
        for part in unicodedata.normalize("NFKC", _SAME_MARK.get(char, char)):
            if part.isspace() or unicodedata.category(part) in _INVISIBLE:
                continue
            out.append(_SAME_MARK.get(part, part).lower())
            origin.append(offset)
    joined = "".join(out)
    if len(joined) != len(origin):  # a lower-case form of several characters (İ): spread its origin
        return fold("".join(char if len(char.lower()) == 1 else "?" for char in text))
    return Folded(joined, tuple(origin))


def folded(text: str) -> str:
    """Return only the folded text."""
    return fold(text).text


def strip_invisible(text: str) -> str:
    """Drop zero-width and control characters, which could hide words or instructions."""
    return "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in _INVISIBLE
    )


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Turn traditional characters into simplified ones; simplified text is unchanged."""
    return str(_simplifier().convert(text))


def split_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of `text[start:end]`; joined, they give it back whole.

    A sentence ends with its final mark and the quotes or brackets that close on it. A mark inside
    quotes (“要不要？”) ends nothing: the sentence goes on after them.
    """
    end = len(text) if end is None else end
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if _inside_quote(text, begin, match.end()) or _goes_on(match, text, end):
            continue
        yield begin, match.end()
        begin = match.end()
    if begin < end:
        yield begin, end


def _goes_on(match: re.Match[str], text: str, end: int) -> bool:
    """Tell whether a question or call in quotes is only part of the sentence: “要不要？”难题."""
    return (
        match.group()[-1] in "”’"
        and match.group()[0] in "？！?!"
        and match.end() < end
        and (text[match.end()].isalnum() or text[match.end()] in "，,、")
    )


_PAIRS = (
    ("“", "”"),
    ("‘", "’"),
    ("《", "》"),
    ("〔", "〕"),
    ("【", "】"),
    ("(", ")"),
    ("（", "）"),
)


def _inside_quote(text: str, start: int, end: int) -> bool:
    piece = text[start:end].replace("（", "(").replace("）", ")")
    return any(piece.count(left) > piece.count(right) for left, right in _PAIRS)


def split_clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the clauses of the sentence `text[start:end]`; joined, they give it back.

    A clause ends at a comma or semicolon outside quotes and brackets.
    """
    begin = start
    for match in _CLAUSE_END.finditer(text, start, end):
        if _inside_quote(text, start, match.end()) or match.end() == end:
            continue
        yield begin, match.end()
        begin = match.end()
    if begin < end:
        yield begin, end


def trimmed(text: str, start: int, end: int, extra: str = "") -> tuple[int, int]:
    """Shrink a span by the white space (and the characters of `extra`) at both its ends."""
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return start, end


def pairs(form: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of folded text, marks included."""
    return frozenset(form[i : i + 2] for i in range(len(form) - 1))


_RUN = re.compile(r"[a-z]+|\d+(?:\.\d+)?")


def grams(text: str, sizes: tuple[int, ...] = (1, 2)) -> list[str]:
    """Return the character n-grams of folded `text`, Latin and number runs whole, in order.

    N-grams do not cross punctuation. BM25 over these is the strong lexical retriever for Chinese
    of this kind: no dictionary to miss a name, no segmentation to disagree about.
    """
    tokens: list[str] = []
    run: list[str] = []

    def flush() -> None:
        for size in sizes:
            tokens.extend("".join(run[i : i + size]) for i in range(len(run) - size + 1))
        run.clear()

    form = folded(text)
    position = 0
    while position < len(form):
        match = _RUN.match(form, position)
        if match:
            run.append(match.group())
            position = match.end()
            continue
        if form[position].isalnum():
            run.append(form[position])
        else:
            flush()
        position += 1
    flush()
    return tokens
