"""`python -m eval.claims`: every claim of a file checked, against what it was written to be.

One JSON object a line: `id` (d… for development, t… for reporting), `claim`, `label`, `difference`,
`gold_quotes` (exact substrings of the report), `corrected`, `notes`. Writes `verdicts.jsonl`, one
line `{id, label, verdicts}` a claim; prints how many of each label got which, the two errors that
matter, how often the difference is named and the gold sentence cited, and the time of an article.
"""

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.answering.claims import ClaimVerdict, Label
from bot.errors import BotError, InputError
from bot.readings import Readings
from bot.report.loading import load_corpus, load_lexicon
from bot.settings import PROJECT_ROOT, load_settings
from bot.terminal import complain
from eval.run import save

_IDS = {"dev": "d", "test": "t", "all": ""}
_ARTICLE = 2000  # characters


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with what the report says of it."""

    id: str
    claim: str
    label: Label
    difference: str | None
    gold_quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with the verdicts on its sentences."""

    case: Case
    verdicts: tuple[ClaimVerdict, ...]

    @property
    def label(self) -> Label:
        """The label of the whole claim: that of its worst sentence, contradicted before the rest."""
        labels = {one.label for one in self.verdicts}
        if "contradicted" in labels:
            return "contradicted"
        return "supported" if labels == {"supported"} else "not_found"


def load_claims(path: Path, split: str) -> list[Case]:
    """Return the cases of `path` that belong to `split`; `InputError` names the line that is wrong."""
    cases = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"无法读取 {path}：{error}。", "请检查路径和编码（UTF-8）。") from error
    for number, line in enumerate(lines, start=1):
        try:
            raw = json.loads(line)
            quotes = tuple(map(str, raw["gold_quotes"]))
            case = Case(raw["id"], raw["claim"], raw["label"], raw["difference"], quotes)
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(
                f"{path.name} 第 {number} 行不是合格的说法：{error!r}。", "格式见 eval/README.md。"
            ) from error
        if case.id.startswith(_IDS[split]):
            cases.append(case)
    return cases


def totals(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the shares, 0..1 of all where nothing else is said, and the count of the worst error."""
    every = max(len(judged), 1)
    pairs = Counter((one.case.label, one.label) for one in judged)
    wrong = [one for one in judged if one.case.label == one.label == "contradicted"]
    cited = [one for one in judged if one.label == one.case.label != "not_found"]
    return {
        "accuracy": sum(one.case.label == one.label for one in judged) / every,
        "contradicted_called_supported": pairs["contradicted", "supported"],
        "supported_called_contradicted": pairs["supported", "contradicted"] / every,
        "difference_named": _share(
            [one.case.difference in {v.difference for v in one.verdicts} for one in wrong]
        ),
        "gold_cited": _share([_cites_gold(one) for one in cited]),
    }


def _share(right: Sequence[bool]) -> float:
    return sum(right) / max(len(right), 1)


def _cites_gold(judged: Judged) -> bool:
    quotes = [citation.quote for one in judged.verdicts for citation in one.citations]
    return any(gold in quote for gold in judged.case.gold_quotes for quote in quotes)


def seconds_of_article(readings: Readings, cases: Sequence[Case]) -> float:
    """Return how long an article of 2,000 characters takes, made of the claims themselves."""
    text = "".join(case.claim for case in cases)
    article = (text * (_ARTICLE // max(len(text), 1) + 1))[:_ARTICLE]
    started = time.perf_counter()
    readings.claims.check(article)
    return time.perf_counter() - started


def evaluate(
    claims: Annotated[Path, typer.Option(help="说法集，一行一个 JSON 对象。")] = PROJECT_ROOT
    / "eval"
    / "claims.jsonl",
    split: Annotated[str, typer.Option(help="dev、test 或 all。")] = "dev",
    report: Annotated[str | None, typer.Option(help="报告编号。")] = None,
    out: Annotated[Path, typer.Option(help="结果写到哪里。")] = PROJECT_ROOT / "eval" / "out",
    failures: Annotated[bool, typer.Option(help="列出判错的说法。")] = False,
) -> None:
    """核对说法集里的每一条，保存结论并评分。"""
    if split not in _IDS:
        raise InputError(f"没有这一部分：{split}。", "请写 dev、test 或 all。")
    settings = load_settings()
    reports = load_corpus(settings.corpus_dir)
    chosen = report or settings.report or max(reports)
    if chosen not in reports:
        raise InputError(f"没有这份报告：{chosen}。", f"现有：{'、'.join(reports)}。")
    readings = Readings(reports[chosen], load_lexicon(settings.corpus_dir / "lexicon.toml"))
    cases = load_claims(claims, split)
    judged = [Judged(case, readings.claims.check(case.claim)) for case in cases]
    save(out, "verdicts.jsonl", [_line(one) for one in judged])
    if failures:
        for one in judged:
            if one.label != one.case.label:
                print(f"{one.case.id} {one.case.label} → {one.label}  {one.case.claim}")
    for name, value in totals(judged).items():
        print(f"{name:32}{value:.3f}")
    print(f"{'seconds_of_article':32}{seconds_of_article(readings, cases):.3f}")
    for (wanted, got), count in sorted(Counter((o.case.label, o.label) for o in judged).items()):
        print(f"{wanted:14}→ {got:14}{count}")


def _line(judged: Judged) -> dict[str, object]:
    verdicts = [asdict(one) for one in judged.verdicts]
    return {"id": judged.case.id, "label": judged.label, "verdicts": verdicts}


def main() -> None:
    """Run the evaluation; a wrong file or setting ends with one line that says so."""
    try:
        typer.run(evaluate)
    except BotError as error:
        raise SystemExit(complain(error)) from error


if __name__ == "__main__":
    main()
