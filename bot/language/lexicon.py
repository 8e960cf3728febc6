"""The lexicon: how citizens say what governments write (电瓶车 → 电动自行车).

Directional and weighted: a question that says 电瓶车 also looks for 电动自行车, never the reverse.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.language.text import fold, folded


@dataclass(frozen=True, slots=True)
class Rewording:
    """What a citizen's word also looks for: report wordings with weights in (0, 1].

    `indicator` marks the name of a statistic (GDP, 失业率): a question that has one asks for its
    figure, and nothing else answers it.
    """

    writes: tuple[tuple[str, float], ...]
    indicator: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A lexicon word found in a question at `start:end` of the question as given."""

    start: int
    end: int
    rewording: Rewording


class Lexicon:
    """Finds the citizens' words of a question, longest first, without overlap."""

    def __init__(
        self,
        entries: Mapping[str, Sequence[tuple[str, float]]],
        indicators: Collection[str] = (),
    ) -> None:
        """Take citizens' words, each with the report wordings it looks for."""
        self._entries = {
            folded(says): Rewording(tuple(writes), says in indicators)
            for says, writes in entries.items()
        }
        words = sorted(self._entries, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, words))) if words else None

    def occurrences(self, question: str) -> list[Occurrence]:
        """Return the lexicon's words in `question`, in order."""
        if self._pattern is None:
            return []
        form = fold(question)
        return [
            Occurrence(*form.span(*match.span()), self._entries[match.group()])
            for match in self._pattern.finditer(form.text)
        ]
