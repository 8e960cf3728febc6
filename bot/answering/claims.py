"""Claims: is what somebody says borne out by the report?

In: a sentence or an article. Out: a `ClaimVerdict` a sentence: supported, contradicted (with the
kind of difference and what the report has instead) or not found, with the report's sentences as
sealed citations. A sentence is cut into units, each one thing that is said to be so; it is supported
where all of them are, contradicted where one is. What the report doesn't speak of is never called
wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answering.answer import Citation
from bot.answering.citing import CitationList
from bot.answering.claim_conflicts import Conflict
from bot.answering.claim_findings import Finding, find
from bot.answering.claim_holding import phrase_of
from bot.answering.claim_reading import Claim, Unit, read_claim
from bot.answering.claim_sources import Sources
from bot.answering.claim_views import SentenceView, StatedFigure
from bot.answering.evidence import EvidenceBase
from bot.answering.places import Homeland
from bot.language.lexicon import Lexicon
from bot.language.text import split_sentences
from bot.report.facts import FactTable
from bot.report.loading import Report
from bot.report.sections import Outline

Label = Literal["supported", "contradicted", "not_found"]
_LOOKED_AT = 8  # sentences that each unit is held against


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What the report says of one sentence.

    `difference` is, of a contradicted one, "value", "unit", "year", "comparator", "entity", "mode",
    "indicator" or "polarity", and `corrected` what the report has instead, where that is a word or a
    figure. The citations are the sentences that decide it; what was not found has none.
    """

    claim: str
    label: Label
    difference: str | None
    corrected: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Decided:
    """What was found of a unit, and the sentence that says so."""

    finding: Finding
    source: SentenceView | None


class ClaimChecker:
    """Checks claims against one report; safe to use from many threads."""

    def __init__(
        self,
        report: Report,
        outline: Outline,
        base: EvidenceBase,
        table: FactTable,
        home: Homeland,
        lexicon: Lexicon,
    ) -> None:
        """Take the report with its outline, sentences and figures, its place, and the lexicon."""
        self._report = report
        self._sources = Sources(report, base.passages)
        self._table = table
        self._home = home
        self._lexicon = lexicon
        years = [part.year for part in outline.parts if part.mode == "target" and part.year]
        self._this_year = report.plan_year or max(years, default=None)

    def check(self, text: str) -> tuple[ClaimVerdict, ...]:
        """Return the verdict on each sentence of `text`, in order."""
        sentences = (text[start:end].strip() for start, end in split_sentences(text))
        return tuple(self._check(sentence) for sentence in sentences if sentence)

    def _check(self, sentence: str) -> ClaimVerdict:
        if source := self._sources.verbatim(sentence):
            return self._verdict(sentence, "supported", [_Decided(Finding("supported", 0), source)])
        if source := self._sources.denied(sentence):
            denied = Finding("contradicted", 0, Conflict("polarity"))
            return self._verdict(sentence, "contradicted", [_Decided(denied, source)])
        claim = read_claim(sentence, self._home, self._this_year)
        decided = self._decide(claim)
        labels = {one.finding.label for one in decided}
        if "contradicted" in labels:
            wrong = [one for one in decided if one.finding.label == "contradicted"]
            return self._verdict(sentence, "contradicted", wrong)
        if labels == {"supported"}:
            return self._verdict(sentence, "supported", decided)
        return ClaimVerdict(sentence, "not_found", None, None, ())

    def _decide(self, claim: Claim) -> list[_Decided]:
        """Return what was found of each unit of the claim."""
        if only := self._sources.but_for_figures(claim.sentence):
            return [self._best(unit, claim, [only]) for unit in claim.units]
        whole = Unit(claim.text, claim.text, ())
        shared = self._nearest(whole) if len(claim.units) > 1 else []
        return [
            self._best(unit, claim, [*self._nearest(unit), *shared[: _LOOKED_AT // 2]])
            for unit in claim.units
        ]

    def _nearest(self, unit: Unit) -> list[SentenceView]:
        return self._sources.nearest(phrase_of(unit, self._lexicon), _LOOKED_AT)

    def _best(self, unit: Unit, claim: Claim, sources: Sequence[SentenceView]) -> _Decided:
        best = _Decided(Finding("not_found", 0.0), None)
        for source in sources:
            finding = find(unit, claim, source, self._lexicon)
            if finding.weight > best.finding.weight:
                best = _Decided(finding, source)
        return best

    def _verdict(self, sentence: str, label: Label, decided: Sequence[_Decided]) -> ClaimVerdict:
        citations = CitationList(self._report)
        for one in decided:
            if one.source:
                citations.cite(one.source.passage)
        conflict = decided[0].finding.conflict
        if label == "supported" or conflict is None:
            return ClaimVerdict(sentence, label, None, None, citations.citations)
        corrected = conflict.corrected
        if conflict.kind == "indicator" and conflict.figure and decided[0].source:
            corrected = self._as_stated(conflict.figure, decided[0].source) or corrected
        return ClaimVerdict(sentence, label, conflict.kind, corrected, citations.citations)

    def _as_stated(self, figure: StatedFigure, source: SentenceView) -> str | None:
        """Return the figure with the indicator that the table of figures has for it, or None."""
        quantity, sentence = figure.amount.quantity, source.passage.sentence
        for fact in self._table.facts:
            inside = sentence.start <= fact.number_start < sentence.end
            if inside and (fact.value, fact.unit) == (quantity.value, quantity.unit):
                written = self._report.text[fact.number_start : fact.number_end]
                return f"{fact.indicator}{written}"
        return None
