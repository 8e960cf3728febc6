"""The reports a visitor can read: each with its outline, and the one that is open."""

from collections.abc import Mapping
from functools import lru_cache

from bot.errors import CorpusError
from bot.report.loading import Report
from bot.report.sections import Outline, parse_report


class Library:
    """Reports by id, parsed when first wanted; safe from many threads."""

    def __init__(self, reports: Mapping[str, Report], default: str) -> None:
        self._reports = dict(reports)
        self.default = default
        self._parsed = lru_cache(maxsize=None)(lambda name: parse_report(self.report(name)))

    def report(self, report_id: str = "") -> Report:
        """Return a report, the open one where no id is given; `CorpusError` where it is unknown."""
        found = self._reports.get(report_id or self.default)
        if found is None:
            raise CorpusError("没有这份报告。", "请从首页进入。")
        return found

    def outline(self, report_id: str = "") -> Outline:
        """Return the outline of a report; `CorpusError` where it is unknown."""
        return self._parsed(report_id or self.default)
