"""The chat page: a question goes in, the answer grows statement by statement with its sources.

The page knows three functions and nothing behind them: `ask` makes a reply, `render` turns it into
growing Markdown, `notice` says what a visitor should know on arrival. This module is the layout
and its wiring; what happens to a question stands in `asking`, what a conversation is in `talk`.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from fastapi import FastAPI

from bot.web.asking import Ask, Render, answering, asking_example
from bot.web.talk import verbatim

# Gradio reads the first when it is imported; later is too late. The others end a summary of all
# events kept so far, which it would otherwise make after every single one, for a page we shut.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(2**62)

import gradio as gr

ASSETS = Path(__file__).resolve().parent / "assets"
TITLE = "问报"
PLEDGE = "回答只依据报告原文，以报告为准。"
# How often a page opened during start-up looks whether asking works by now.
NOTICE_SECONDS = 2.0
# A page left alone for this long starts a fresh conversation.
TURNS_LIVE_SECONDS = 3600
# For every handler: no spinner over the page, and no place in the published API.
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

R = TypeVar("R")
Notice = Callable[[], tuple[str, bool]]


def build_page(
    *,
    ask: Ask[R],
    render: Render[R],
    notice: Notice,
    temp_dir: Path,
    examples: Sequence[str] = (),
    limit: int = 300,
    concurrency: int = 8,
    queue_size: int = 64,
) -> gr.Blocks:
    """Return the page, not yet mounted.

    `notice` returns the line under the title and whether it may still change; `examples` are
    offered as buttons; `limit` is the longest question in characters; `temp_dir` is for Gradio's
    own files, and nobody else's to read.
    """
    temp_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ["GRADIO_TEMP_DIR"] = str(temp_dir)
    answer = answering(ask, render, limit)
    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with page:
        turns = gr.State([], time_to_live=TURNS_LIVE_SECONDS)
        # Markdown, not gr.HTML: that one evaluates strings as code, which our headers forbid.
        gr.Markdown(f"# {TITLE}\n\n{PLEDGE}", elem_id="head", buttons=[])
        line = gr.Markdown("", elem_id="notice", buttons=[])
        chat = _chat()
        box, send, chosen = _asking_row(limit, examples)
        with gr.Row(elem_id="controls"):
            stop = gr.Button("停止回答", size="sm", scale=0, min_width=96)
            clear = gr.Button("清空对话", size="sm", scale=0, min_width=96)

        outputs = [box, chat, turns]
        asks = {"concurrency_limit": concurrency, "concurrency_id": "ask", **QUIET}
        typed = gr.on(
            [box.submit, send.click], answer, [box, turns], outputs, api_name="ask", **asks
        )
        picked = [
            button.click(
                asking_example(answer, text), turns, outputs, api_name=f"example_{n}", **asks
            )
            for n, (button, text) in enumerate(chosen, 1)
        ]
        runs = [typed, *picked]
        stop.click(None, cancels=runs, api_visibility="private")
        for event, name in ((clear.click, "clear"), (chat.clear, "clear_chat")):
            event(_emptied, None, outputs, cancels=runs, queue=False, api_name=name, **QUIET)
        _keep_notice(page, line, notice)
    page.queue(max_size=queue_size, default_concurrency_limit=concurrency, api_open=False)
    return page


def _chat() -> gr.Chatbot:
    return gr.Chatbot(
        label="对话",
        show_label=False,
        height="56dvh",
        min_height=240,
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        allow_tags=False,
        sanitize_html=True,
        elem_id="chat",
        placeholder="请在下面写下想了解的内容。",
    )


def _asking_row(
    limit: int, examples: Sequence[str]
) -> tuple[gr.Textbox, gr.Button, list[tuple[gr.Button, str]]]:
    with gr.Row(elem_id="ask", equal_height=True):
        box = gr.Textbox(
            label="您的问题",
            show_label=False,
            container=False,
            placeholder="在这里写下您的问题",
            max_length=limit,
            max_lines=4,
            scale=1,
            min_width=200,
            elem_id="question",
        )
        send = gr.Button("提问", variant="primary", scale=0, min_width=88)
    with gr.Row(elem_id="examples", visible=bool(examples)):
        chosen = [(gr.Button(text, size="sm", scale=0, min_width=0), text) for text in examples]
    return box, send, chosen


def _emptied() -> tuple[str, list[Any], list[Any]]:
    return "", [], []


def _keep_notice(page: gr.Blocks, line: gr.Markdown, notice: Notice) -> None:
    """Show `notice` on arrival, and look again while it may still change."""
    timer = gr.Timer(NOTICE_SECONDS, active=False)

    def look() -> tuple[str, gr.Timer]:
        text, passing = notice()
        return verbatim(text), gr.Timer(active=passing)

    for event, name in ((page.load, "notice"), (timer.tick, "notice_again")):
        event(look, None, [line, timer], queue=False, api_name=name, **QUIET)


def mount_page(app: FastAPI, page: gr.Blocks, *, public_url: str = "") -> None:
    """Mount `page` at the root of `app`, with everything a visitor doesn't need switched off.

    Call it last: the page answers every path no earlier route has taken.
    """
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        root_path=public_url or None,
        favicon_path=str(ASSETS / "favicon.svg"),
        css_paths=[ASSETS / "page.css"],
        theme=_theme(),
        show_error=False,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        max_file_size="1mb",
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
    )


def _theme() -> gr.themes.Base:
    fonts = ["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]
    return gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        font=[gr.themes.Font(name) for name in fonts],
        font_mono=[gr.themes.Font("monospace")],
    ).set(
        # White on primary 500 is 3.7:1; on 700 it is 6.7:1.
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover_dark="*primary_800",
    )
