"""A crowd at the page: many people ask at once, and each must get an answer of their own.

In: the address of a running page and what each person asks. Out: `Visit`s, and what is wrong with
them. A person is a session of Gradio's own protocol, spoken as the page's script speaks it: the
page, a heartbeat held open, and for each question a POST to `queue/join`, then the answer's events
from `queue/data` until the stream closes. What was said before is known to the server alone, by the
session's hash.
"""

import asyncio
import json
import re
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx2

from bot.answering.conversation import Turn
from bot.answering.rewriting import stand_alone
from bot.errors import InputError
from bot.web.talk import verbatim
from eval.cases import Case

FOLLOW_UP = "那去年呢？"
PATIENCE_SECONDS = 60.0  # a person who waits longer has got an error
API = "/gradio_api"
_TOKEN = re.compile(r'id="answer-[^"]*"')
_ALONE = re.compile(r'<p class="alone">您是问：(.*?)</p>')


@dataclass(frozen=True, slots=True)
class Script:
    """What one person asks; `meant` is what the follow-up asks of their own topic, in full."""

    opening: str
    meant: str
    last: str

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions in order."""
        return (self.opening, FOLLOW_UP, self.last)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question: the seconds to the complete answer, and all bubbles (role, text) shown then.

    `trouble` says what went wrong; empty where nothing did.
    """

    seconds: float
    bubbles: tuple[tuple[str, str], ...]
    trouble: str

    @property
    def answer(self) -> str:
        """The HTML of the last bubble, without the token that is new each time."""
        return _TOKEN.sub("", self.bubbles[-1][1]) if self.bubbles else ""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one person asked and got."""

    script: Script
    exchanges: tuple[Exchange, ...]


def scripts(cases: Sequence[Case], people: int) -> list[Script]:
    """Return a script for each of `people`, all about different topics.

    Raises `InputError` where the cases are too few for that.
    """
    chosen: dict[str, tuple[str, str]] = {}
    for case in cases:
        meant = stand_alone(FOLLOW_UP, [Turn(case.question, "")])
        told = case.answerable and not case.history and meant.rewritten
        if told and _closed(meant.question) != _closed(case.question):
            chosen.setdefault(_closed(meant.question), (case.question, meant.question))
    rows = list(chosen.values())
    if len(rows) < 2 * people:
        raise InputError(
            f"问题集里只有{len(rows)}个不同的话题，不够{people}个人问。", "请减少人数，或换问题集。"
        )
    others = rows[people:]
    return [Script(*row, other[0]) for row, other in zip(rows[:people], others, strict=False)]


async def visit_together(url: str, plan: Sequence[Script]) -> list[Visit]:
    """Have everyone arrive, then ask at once; nobody waits for another between questions."""
    async with _clients(url, len(plan)) as (client, hearts):
        wiring = await _wiring(client)
        sessions = [Session(client, wiring) for _ in plan]
        async with _beating(hearts, sessions):
            await asyncio.gather(*(session.arrive() for session in sessions))
            return await asyncio.gather(*map(_visit, sessions, plan))


async def visit_in_turn(url: str, plan: Sequence[Script]) -> list[Visit]:
    """Have one person after the other come, ask and go."""
    return [(await visit_together(url, [script]))[0] for script in plan]


class Session:
    """One open page."""

    def __init__(self, client: httpx2.AsyncClient, wiring: dict[str, dict[str, Any]]) -> None:
        self._client = client
        self._wiring = wiring
        self.hash = secrets.token_hex(6)

    async def arrive(self) -> None:
        """Fetch the page and run what runs when it is opened."""
        (await self._client.get("/")).raise_for_status()
        body = self._body("open", [])
        (await self._client.post(f"{API}/run/predict", json=body)).raise_for_status()

    async def ask(self, question: str) -> Exchange:
        """Ask, and wait until the answer is complete."""
        begun = time.perf_counter()
        bubbles: tuple[tuple[str, str], ...] = ()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                # The state's place is empty: the server has it.
                body = self._body("ask", [question, None])
                joined = await self._client.post(f"{API}/queue/join", json=body)
                joined.raise_for_status()
                bubbles = _bubbles(await self._completed(joined.json()["event_id"]))
            whole = bool(bubbles) and re.match(r'<div class="answer [a-z]+ whole"', bubbles[-1][1])
            trouble = "" if whole else f"no answer: {bubbles[-1:]}"
        except (httpx2.HTTPError, TimeoutError, EOFError) as error:
            trouble = repr(error)
        return Exchange(time.perf_counter() - begun, bubbles, trouble)

    async def _completed(self, event: str) -> list[Any]:
        """Return the outputs of `event` once it is complete, and read the stream to its end."""
        outputs: list[Any] | None = None
        address = f"{API}/queue/data?session_hash={self.hash}"
        async with self._client.stream("GET", address) as stream:
            stream.raise_for_status()
            async for line in stream.aiter_lines():
                message = json.loads(line.removeprefix("data: ")) if line else {}
                kind = message.get("msg", "")
                if kind == "close_stream" and outputs is not None:
                    return outputs
                if kind in ("unexpected_error", "close_stream"):
                    break
                if kind == "process_completed" and message["event_id"] == event:
                    if not message["success"]:
                        break
                    outputs = message["output"]["data"]
        raise EOFError("the stream ended without an answer")

    def _body(self, name: str, data: list[Any]) -> dict[str, Any]:
        wired = self._wiring[name]
        body = {"data": data, "event_data": None, "session_hash": self.hash}
        return {**body, "fn_index": wired["id"], "trigger_id": wired["targets"][-1][0]}


def problems(visits: Sequence[Visit]) -> dict[str, list[str]]:
    """Return what is wrong: errors, follow-ups about something else, others' questions shown.

    Only questions count there: an answer, and the questions offered below it, are the report's own.
    """
    found: dict[str, list[str]] = {"errors": [], "wrong topic": [], "others' questions": []}
    for visit in visits:
        script = visit.script
        found["errors"] += [one.trouble for one in visit.exchanges if one.trouble]
        meant = _ALONE.search(visit.exchanges[1].answer)
        if meant is None or _closed(meant[1]) != _closed(script.meant):
            found["wrong topic"].append(f"{script.opening}: {meant and meant[1]}")
        shown = visit.exchanges[-1].bubbles
        asked = [text for role, text in shown if role == "user"]
        if asked != [verbatim(question) for question in script.questions]:
            found["others' questions"].append(f"{script.opening}: {asked}")
        taken_up = _ALONE.findall("".join(text for _, text in shown))
        seen = {_closed(text) for text in (*asked, *taken_up)}
        others = (one.script for one in visits if one is not visit)
        foreign = {_closed(q) for one in others for q in (one.opening, one.meant, one.last)}
        found["others' questions"] += [f"{script.opening}: {one}" for one in seen & foreign]
    return found


def unlike(visits: Sequence[Visit], alone: Sequence[Visit]) -> list[str]:
    """Return the questions whose answer in the crowd isn't the one the same person gets alone."""
    return [
        f"{visit.script.opening} > {visit.script.questions[at]}"
        for visit, single in zip(visits, alone, strict=True)
        for at, exchange in enumerate(visit.exchanges)
        if exchange.answer != single.exchanges[at].answer
    ]


async def _visit(session: Session, script: Script) -> Visit:
    return Visit(script, tuple([await session.ask(question) for question in script.questions]))


@asynccontextmanager
async def _clients(
    url: str, people: int
) -> AsyncIterator[tuple[httpx2.AsyncClient, httpx2.AsyncClient]]:
    """Yield a client for what people do, and one that holds their heartbeats."""
    limits = httpx2.Limits(max_connections=people)
    made = partial(httpx2.AsyncClient, base_url=url, limits=limits, timeout=PATIENCE_SECONDS)
    async with made() as client, made() as hearts:
        yield client, hearts


@asynccontextmanager
async def _beating(hearts: httpx2.AsyncClient, sessions: Sequence[Session]) -> AsyncIterator[None]:
    """Hold a heartbeat open for each session, as a page does while it is open."""

    async def beat(session: Session) -> None:
        async with hearts.stream("GET", f"{API}/heartbeat/{session.hash}") as stream:
            async for _ in stream.aiter_lines():
                pass

    beats = [asyncio.create_task(beat(session)) for session in sessions]
    try:
        yield
    finally:
        for one in beats:
            one.cancel()
        await asyncio.gather(*beats, return_exceptions=True)


async def _wiring(client: httpx2.AsyncClient) -> dict[str, dict[str, Any]]:
    answer = await client.get("/config")
    answer.raise_for_status()
    return {wired["api_name"]: wired for wired in answer.json()["dependencies"]}


def _bubbles(outputs: list[Any]) -> tuple[tuple[str, str], ...]:
    """Return the chat's messages as (role, text)."""
    return tuple(
        (message["role"], "".join(part["text"] for part in message["content"]))
        for message in outputs[1]
    )


def _closed(text: str) -> str:
    return re.sub(r"\s", "", text)
