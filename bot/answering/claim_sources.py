"""Sources: the sentences of a report that a claim may rest on, found by the words they share.

In: the passages of a report. Out: for words of a claim, the sentences nearest to them, best first.
Topic sentences, which are titles and no passages, are sentences that a claim may rest on too.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bot.answering.claim_coverage import Phrase
from bot.answering.claim_views import SentenceView, view
from bot.answering.passages import Passage, Wording
from bot.language.colloquial import plain_figures
from bot.language.text import folded, pairs
from bot.report.loading import Report

_FIGURE = "#"  # stands for any figure
_BESIDE = 0.3  # what a pair counts that only the title or the heading has


class Sources:
    """All sentences of one report as claims are held against them."""

    def __init__(self, report: Report, passages: Sequence[Passage]) -> None:
        """Take the passages of `report` in order."""
        self._views = [view(passage) for passage in _with_titles(report, passages)]
        self._verbatim = {_bare(one.text): one for one in reversed(self._views)}
        self._affirmed = {_affirmed(one.text): one for one in reversed(self._views)}
        self._skeletons = {_skeleton(one.text): one for one in reversed(self._views)}
        self._weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, one in enumerate(self._views):
            own = pairs(one.text)
            for pair in own:
                self._weights[pair].append((place, 1.0))
            for pair in pairs(one.around) - own:
                self._weights[pair].append((place, _BESIDE))

    def verbatim(self, sentence: str) -> SentenceView | None:
        """Return the sentence that is `sentence`, its final mark aside, or None."""
        return self._verbatim.get(_bare(plain_figures(folded(sentence))))

    def denied(self, sentence: str) -> SentenceView | None:
        """Return the sentence that differs from `sentence` in nothing but a negation, or None."""
        return self._affirmed.get(_affirmed(plain_figures(folded(sentence))))

    def but_for_figures(self, sentence: str) -> SentenceView | None:
        """Return the sentence that differs from `sentence` in nothing but figures, or None."""
        skeleton = _skeleton(plain_figures(folded(sentence)))
        return self._skeletons.get(skeleton) if _FIGURE in skeleton else None

    def nearest(self, phrase: Phrase, most: int) -> list[SentenceView]:
        """Return up to `most` sentences that share words with `phrase`, best first."""
        scores: dict[int, float] = defaultdict(float)
        for pair in pairs(phrase.text):
            for place, weight in self._weights.get(pair, ()):
                scores[place] += weight * self._rarity(pair)
        for start, end, others in phrase.others:
            if end - start > 1:
                for place, weight in self._having(others):
                    scores[place] += weight
        best = sorted(scores, key=lambda place: (-scores[place], place))
        return [self._views[place] for place in best[:most]]

    def _rarity(self, pair: str) -> float:
        return math.log(1 + len(self._views) / len(self._weights[pair]))

    def _having(self, words: Iterable[str]) -> Iterator[tuple[int, float]]:
        """Yield the sentences that have one of the words, with how rare the word is."""
        seen: set[int] = set()
        for word in words:
            inner = [word[place : place + 2] for place in range(len(word) - 1)]
            if any(pair not in self._weights for pair in inner):
                continue
            rarest = min(inner, key=lambda pair: len(self._weights[pair]))
            for place, _ in self._weights[rarest]:
                if place not in seen and word in self._views[place].text:
                    seen.add(place)
                    yield place, self._rarity(rarest)


def _with_titles(report: Report, passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages in order, before those of a paragraph its topic sentence."""
    for _, group in groupby(passages, lambda one: one.paragraph.id):
        members = list(group)
        first = members[0]
        title = first.paragraph.sentences[0]
        if title != first.sentence:
            text = report.text[title.start : title.end]
            clauses = [report.text[one.start : one.end] for one in title.clauses]
            wordings = tuple(Wording(folded(one), pairs(folded(one))) for one in clauses)
            yield replace(first, sentence=title, text=text, clauses=wordings)
        yield from members


def _affirmed(text: str) -> str:
    return re.sub("[不未没]", "", _bare(text))


def _skeleton(text: str) -> str:
    return re.sub(r"\d+(?:\.\d+)?", _FIGURE, _bare(text))


def _bare(text: str) -> str:
    return text.rstrip("。.!?;,")
