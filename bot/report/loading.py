"""Loading: a folder of the corpus becomes a `Report`, or is refused with a clear error.

`corpus/<id>/report.txt` is the text as published, byte for byte; `report.toml` says what is known
of it. What nobody stated stays empty and means unknown. The text must agree with its hash: every
citation stands on exact offsets in exactly these bytes.
"""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import CorpusError
from bot.language.lexicon import Lexicon

_STRINGS = ("id", "title", "issuer", "place", "date", "source", "sha256")
# A report's wording that names its statistic by itself: long, and without what is said of it.
_FULL_NAME = re.compile(r"(?!.*(增长|增速|增幅|人数|数量|总数|占))\S{5,}")
_YEARS = ("result_year", "plan_year")


@dataclass(frozen=True, slots=True)
class Report:
    """A report's text and what is stated about it; an empty string or None means unknown.

    `examples` are questions to offer on the page.
    """

    id: str
    title: str
    issuer: str
    place: str
    date: str
    source: str
    result_year: int | None
    plan_year: int | None
    sha256: str
    text: str
    examples: tuple[str, ...] = ()


def load_report(folder: Path) -> Report:
    """Return the report in `folder`.

    Raises `CorpusError` where a file is missing, `report.toml` is malformed, the id is not the
    folder's name, the text is not UTF-8, or text and hash disagree.
    """
    stated = _read_metadata(folder / "report.toml")
    if stated["id"] != folder.name:
        raise CorpusError(
            f"{folder.name}/report.toml 写的 id 是“{stated['id']}”，与文件夹名不一致。",
            "请把两者改成一致。",
        )
    raw = _read_bytes(folder / "report.txt")
    if hashlib.sha256(raw).hexdigest() != stated["sha256"]:
        raise CorpusError(
            f"{folder.name}/report.txt 与 report.toml 中的 sha256 不一致，文本可能被改动过。",
            "请恢复原文，或确认新文本无误后更新 sha256。",
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{folder.name}/report.txt 不是 UTF-8 编码（第 {error.start} 字节）。",
            "请转存为 UTF-8 后重试。",
        ) from error
    return Report(**stated, text=text)


def load_corpus(root: Path) -> dict[str, Report]:
    """Return every report below `root` by id, in order of id; `CorpusError` where there is none."""
    folders = sorted(path.parent for path in root.glob("*/report.toml"))
    if not folders:
        raise CorpusError(
            f"{root} 里没有报告。", "每份报告一个文件夹，内有 report.txt 和 report.toml。"
        )
    return {folder.name: load_report(folder) for folder in folders}


def load_lexicon(path: Path) -> Lexicon:
    """Return the lexicon in `path`: tables `entry` and `indicator` of says, writes and weight.

    Raises `CorpusError` naming the entry that is wrong; without a file the lexicon is empty.
    """
    if not path.exists():
        return Lexicon({})
    entries: dict[str, list[tuple[str, float]]] = {}
    indicators: set[str] = set()
    stated = _read_toml(path)
    for table in ("indicator", "entry"):
        listed = stated.pop(table, [])
        for number, entry in enumerate(listed if isinstance(listed, list) else [None], start=1):
            if not _is_entry(entry):
                raise CorpusError(
                    f"{path.name} 的第 {number} 个 {table} 不完整：{entry}。",
                    f"每条写成 [[{table}]]，有 says、writes（文字列表）和 0 到 1 的 weight。",
                )
            says, writes, weight = entry["says"], entry["writes"], entry["weight"]
            for word in says:
                entries.setdefault(word, []).extend((form, float(weight)) for form in writes)
            if table == "indicator":
                official = [form for form in writes if _FULL_NAME.fullmatch(form)]
                indicators |= {*says, *official}
                for form in official:
                    entries.setdefault(form, [])
    if stated:
        raise CorpusError(
            f"{path.name} 有不认识的表：{'、'.join(stated)}。", "只能有 indicator 和 entry。"
        )
    return Lexicon(entries, indicators)


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    weight = entry.get("weight")
    return (
        isinstance(weight, int | float)
        and 0 < weight <= 1
        and all(
            isinstance(words, list) and words and all(isinstance(one, str) and one for one in words)
            for words in (entry.get("says"), entry.get("writes"))
        )
    )


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(
            f"无法读取 {path.parent.name}/{path.name}：{error.strerror}。",
            "请检查文件是否存在、可读。",
        ) from error


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read_bytes(path).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"{path.parent.name}/{path.name} 不是合法的 TOML：{error}。", "请改正后重试。"
        ) from error


def _read_metadata(path: Path) -> dict[str, Any]:
    where = f"{path.parent.name}/{path.name}"
    stated = _read_toml(path)
    unknown = set(stated) - {*_STRINGS, *_YEARS, "examples"}
    if unknown:
        raise CorpusError(
            f"{where} 有不认识的字段：{'、'.join(sorted(unknown))}。", "请删去或改正字段名。"
        )
    out: dict[str, Any] = {}
    for name in _STRINGS:
        value = stated.get(name, "")
        if not isinstance(value, str) or (not value and name in ("id", "title", "sha256")):
            raise CorpusError(f"{where} 的 {name} 应为非空文字。", "请补上后重试。")
        out[name] = value
    for name in _YEARS:
        year = stated.get(name)
        if year is not None and (not isinstance(year, int) or not 1949 <= year <= 2100):
            raise CorpusError(
                f"{where} 的 {name} 应为年份（如 2026）。", "请改正后重试，不清楚就删去。"
            )
        out[name] = year
    examples = stated.get("examples", [])
    if not isinstance(examples, list) or not all(isinstance(one, str) for one in examples):
        raise CorpusError(f"{where} 的 examples 应为文字列表。", "每项写一个问题。")
    out["examples"] = tuple(examples)
    return out
