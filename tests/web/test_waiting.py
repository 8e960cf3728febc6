"""The line: nobody is let in beyond the seats, nobody is lost, everybody knows the place."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BotError
from bot.web.waiting import Turnstile


def test_places_are_told_as_the_line_moves():
    async def wait_in_line():
        turnstile = Turnstile(1, 5)
        first, second, third = (turnstile.join() for _ in range(3))
        seen = []

        async def watch():
            async for ahead in third.ahead():
                seen.append(ahead)

        watching = asyncio.create_task(watch())
        await asyncio.sleep(0)
        first.leave()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        second.leave()
        await watching
        return seen

    assert asyncio.run(wait_in_line()) == [1, 0]


def test_a_full_line_is_refused_and_open_again_when_somebody_leaves():
    turnstile = Turnstile(1, 1)
    _, waiting = turnstile.join(), turnstile.join()
    with pytest.raises(BotError, match="现在提问的人太多"):
        turnstile.join()
    waiting.leave()
    assert not turnstile.join().entered


@given(st.integers(1, 3), st.integers(0, 4), st.lists(st.tuples(st.booleans(), st.integers(0, 9))))
def test_never_more_inside_than_seats_and_first_come_first_served(seats, places, moves):
    turnstile = Turnstile(seats, places)
    here = []
    for joins, which in moves:
        if joins:
            full = len(here) >= seats + places
            try:
                here.append(turnstile.join())
                assert not full
            except BotError:
                assert full
        elif here:
            here.pop(which % len(here)).leave()
        inside = [place.entered for place in here]
        assert inside == [True] * min(seats, len(here)) + [False] * max(0, len(here) - seats)
        waiting = [turnstile.ahead_of(place) for place in here if not place.entered]
        assert waiting == list(range(len(waiting)))
