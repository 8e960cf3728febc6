"""The year and mode of a part, from its heading and what the metadata states."""

import pytest

from bot.report.periods import Period, period_of_part

NOTHING = Period(None, "status")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("一、2025年国民经济和社会发展计划执行情况", Period(2025, "result")),
        ("二、2026年国民经济和社会发展的主要目标任务", Period(2026, "target")),
        ("一、2024年工作回顾", Period(2024, "result")),
        ("2024年工作回顾", Period(2024, "result")),
        ("2025年工作安排", Period(2025, "target")),
        ("一、2025年主要工作和“十四五”发展成就", Period(2025, "result")),
        ("一、2025年和“十四五”时期工作回顾", Period(2025, "result")),
        ("一、过去一年工作回顾", Period(2025, "result")),
        ("二、今年重点工作", Period(2026, "target")),
        ("二、“十五五”时期的主要目标和重点任务", Period(None, "target")),
        ("二、今后五年的总体要求和目标任务", Period(None, "target")),
        ("一、２０２４年工作回顾", Period(2024, "result")),
        ("三、加强政府自身建设", Period(None, "status")),
        ("一、过去五年工作回顾", Period(None, "result")),
        ("一、“十四五”时期工作回顾", Period(None, "result")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_period(heading, expected):
    assert period_of_part(heading, 2025, 2026, NOTHING) == expected


def test_without_stated_years_a_heading_without_a_year_has_none():
    assert period_of_part("一、过去一年工作回顾", None, None, NOTHING) == Period(None, "result")


def test_after_the_tasks_a_part_without_a_cue_still_sets_targets():
    period = period_of_part("三、加强政府自身建设", 2025, 2026, Period(2026, "target"))
    assert period == Period(2026, "target")


def test_after_the_results_a_part_without_a_cue_does_not_tell_results():
    assert period_of_part("二、面临的形势", 2025, 2026, Period(2025, "result")) == NOTHING
