"""Periods: the year a part speaks of, and whether it tells results or sets targets.

In: the heading of a part, and the years that the report's metadata states. Out: a `Period`. A
five-year plan (“十五五”) is no single year; a heading without a year takes the stated one.
"""

import re
from dataclasses import dataclass
from typing import Literal

from bot.language.numbers import read_years

Mode = Literal["result", "target", "status"]

_RESULT = re.compile(r"回顾|执行情况|完成情况|成就|成绩|总结|主要工作|过去")
_TARGET = re.compile(r"目标|任务|安排|计划|重点工作|工作重点|建议|要求|思路|部署|打算|举措")
_ONE_YEAR = re.compile(r"(过去|上)一年|今年")
_FIVE_YEARS = re.compile(r"十[一二三四五六七八九]五|五年")


@dataclass(frozen=True, slots=True)
class Period:
    """`year` is None where the part spans several years or no one stated it."""

    year: int | None
    mode: Mode


def period_of_part(
    heading: str, result_year: int | None, plan_year: int | None, before: Period
) -> Period:
    """Return the period of a part from its `heading`; without a cue it goes on from `before`."""
    years = read_years(heading)
    if _RESULT.search(heading):
        mode: Mode = "result"
    elif _TARGET.search(heading):
        mode = "target"
    else:
        mode = "target" if before.mode == "target" else "status"
    if years:
        return Period(years[-1], mode)
    if _FIVE_YEARS.search(heading) and not _ONE_YEAR.search(heading):
        return Period(None, mode)
    return Period({"result": result_year, "target": plan_year, "status": None}[mode], mode)
