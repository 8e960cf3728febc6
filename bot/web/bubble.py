"""Bubbles: a reply as the HTML of one chat bubble, growing sentence by sentence.

In: a `Reply`. Out: HTML on one line (a blank line would end it for the chat's Markdown). The
template escapes every value. The chat keeps classes, ids and links and drops all other attributes,
so a citation is a link to its sentence in the reader, and a button says in its text what it asks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.answer import Answer, Citation, Statement
from bot.assistant import Reply
from bot.web.templates import templates

_MODES = {"result": "实绩", "target": "目标"}


@dataclass(frozen=True, slots=True)
class Tag:
    """What kind of fact a statement is, in a word: 2025 实绩, 2026 目标, 推算."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as shown: its text around the words that were asked for, its marks, its tag."""

    before: str
    focus: str
    after: str
    sources: tuple["Source", ...]
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class Source:
    """One citation as shown; `href` leads to the sentence, in the reader and without it."""

    number: int
    section: str
    quote: str
    href: str


def growing(reply: Reply, token: str, banner: str = "") -> Iterator[str]:
    """Yield the bubble of `reply` with one statement more each time, then whole, with its sources.

    `token` is how a share or a thumb will name this answer; `banner` is a line above it.
    """
    answer = reply.answer
    lines = _lines(answer)
    for count in range(1, len(lines)):
        yield _bubble(reply, token, banner, lines[:count], whole=False)
    yield _bubble(reply, token, banner, lines, whole=True)


def notice(kind: str, text: str, ask: str = "") -> str:
    """Return a bubble of the bot's own: `kind` is "working", "waiting", "stopped" or "trouble".

    `ask` is a question to offer as a button.
    """
    return _one_line("notice.html", kind=kind, text=text, ask=ask)


def welcome(title: str, examples: tuple[str, ...]) -> str:
    """Return what stands in the chat before the first question: the report, and what to ask it."""
    return _one_line("welcome.html", title=title, examples=examples)


def href_of(citation: Citation) -> str:
    """Return the link to a cited sentence, relative to the page."""
    return f"reports/{citation.report}#{citation.start}-{citation.end}"


def _bubble(reply: Reply, token: str, banner: str, lines: tuple[Line, ...], *, whole: bool) -> str:
    answer = reply.answer
    return _one_line(
        "bubble.html",
        token=token,
        status=answer.status,
        banner=banner,
        alone=reply.standalone_question if reply.rewritten else "",
        lines=lines,
        text=answer.text,
        whole=whole,
        sources=tuple(_source(answer, index) for index in range(len(answer.citations))),
        related=answer.related,
        remarks=reply.remarks,
    )


def _lines(answer: Answer) -> tuple[Line, ...]:
    return tuple(_line(answer, statement) for statement in answer.statements)


def _line(answer: Answer, statement: Statement) -> Line:
    start, end = statement.focus or (len(statement.text), len(statement.text))
    text = statement.text
    marks = tuple(_source(answer, index) for index in statement.citations)
    return Line(text[:start], text[start:end], text[end:], marks, tag_of(answer, statement))


def tag_of(answer: Answer, statement: Statement) -> Tag | None:
    """Return the tag of a statement, if it has one: it is derived, or all it cites is of one kind."""
    if any(figure.origin == "derived" for figure in statement.figures):
        return Tag("derived", "推算")
    cited = {(answer.citations[i].year, answer.citations[i].mode) for i in statement.citations}
    if len(cited) != 1:
        return None
    year, mode = cited.pop()
    if year is None or mode not in _MODES:
        return None
    return Tag(mode, f"{year} {_MODES[mode]}")


def _source(answer: Answer, index: int) -> Source:
    citation = answer.citations[index]
    return Source(index + 1, citation.section, citation.quote, href_of(citation))


def _one_line(template: str, **values: object) -> str:
    values = {name: _flat(value) for name, value in values.items()}
    html = templates().get_template(template).render(values)
    return "".join(line.strip() for line in html.splitlines())


def _flat(value: object) -> object:
    """Return a text without line breaks; what is inside tuples comes from the report's sentences."""
    return " ".join(value.split()) if isinstance(value, str) else value
