"""The measurement of a crowd: it sees what goes wrong, and with the real page nothing does."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.errors import InputError
from bot.settings import PROJECT_ROOT
from eval.cases import load_cases
from eval.crowd import Exchange, problems, scripts, unlike, visit_in_turn, visit_together


def run(visiting):
    """Run in a thread of its own: the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, visiting).result()


@pytest.fixture(scope="module")
def plan(report):
    return scripts(load_cases(PROJECT_ROOT / "eval" / "spine-dev.jsonl", report.text), 4)


@pytest.fixture(scope="module")
def crowd(plan, served):
    return run(visit_together(served.url, plan))


def test_everyone_gets_their_own_answers(plan, crowd, served):
    assert problems(crowd) == {"errors": [], "wrong topic": [], "others' questions": []}
    assert unlike(crowd, run(visit_in_turn(served.url, plan))) == []


def test_an_answer_given_to_another_is_noticed(crowd):
    one, other, *rest = crowd
    swapped = [replace(one, exchanges=other.exchanges), other, *rest]
    found = problems(swapped)
    assert found["wrong topic"]
    assert found["others' questions"]
    assert len(unlike(swapped, crowd)) == 3


def test_an_error_is_noticed(crowd):
    one, *rest = crowd
    failed = replace(one, exchanges=(*one.exchanges[:2], Exchange(1.0, (), "gone")))
    assert problems([failed, *rest])["errors"] == ["gone"]


def test_topics_are_not_shared(plan, report):
    assert len({one.meant for one in plan}) == len(plan)
    with pytest.raises(InputError):
        scripts(load_cases(PROJECT_ROOT / "eval" / "spine-dev.jsonl", report.text), 1000)
