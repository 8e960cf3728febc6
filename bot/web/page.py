"""The chat, in Gradio: a question goes in, the answer grows sentence by sentence with its sources.

This module is the chat's layout and wiring. What happens to a question stands in `asking`, what a
bubble looks like in `bubble`, what surrounds the chat (title, reader, help) in `document`.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from bot.web.asking import Asking
from bot.web.talk import Turn, messages

# Gradio reads the first when it is imported; later is too late. The others end a summary of all
# events kept so far, which it would otherwise make after every single one, for a page we shut.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(2**62)

import gradio as gr

ASSETS = Path(__file__).resolve().parent / "assets"
TITLE = "问报"
# A page left alone for this long starts a fresh conversation.
TURNS_LIVE_SECONDS = 3600
# How often Gradio tells places in its own queue, where nobody waits.
QUEUE_TELLS_SECONDS = 60.0
# For every handler: no spinner over the page, and no place in the published API.
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

# What a share link in the page's address opens: its token in, the turn to show out.
Reopen = Callable[[str], Turn]


def build_page(
    asking: Asking,
    reopen: Reopen,
    *,
    temp_dir: Path,
    welcome: str,
    privacy: str,
    limit: int,
    queue_size: int,
) -> gr.Blocks:
    """Return the chat, not yet mounted.

    `welcome` is the HTML of an empty chat; `privacy` a line below the box; `limit` is the longest question in characters;
    `queue_size` bounds the events Gradio holds; `temp_dir` is for its own files, and nobody else's
    to read.
    """
    temp_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ["GRADIO_TEMP_DIR"] = str(temp_dir)
    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True, fill_height=True)
    with page:
        turns = gr.State([], time_to_live=TURNS_LIVE_SECONDS)
        chat = _chat(welcome)
        with gr.Row(elem_id="ask", equal_height=True):
            box = _box(limit)
            send = gr.Button("提问", variant="primary", elem_id="send", scale=0, min_width=72)
        with gr.Row(elem_id="controls"):
            # Markdown, not gr.HTML: that one evaluates strings as code, which our headers forbid.
            with gr.Column(scale=1, min_width=160):
                gr.Markdown(privacy, buttons=[])
            stop = gr.Button("停止回答", size="sm", scale=0, min_width=88, elem_id="stop")
            clear = gr.Button("清空对话", size="sm", scale=0, min_width=88, elem_id="clear")

        outputs = [box, chat, turns]
        # The line of askers is `asking`'s own: it can say how many are ahead.
        run = gr.on(
            [box.submit, send.click],
            asking.answer,
            [box, turns],
            outputs,
            api_name="ask",
            concurrency_limit=None,
            **QUIET,
        )
        stop.click(
            asking.stop, turns, [chat, turns], cancels=run, queue=False, api_name="stop", **QUIET
        )
        clear.click(
            asking.clear, None, outputs, cancels=run, queue=False, api_name="clear", **QUIET
        )
        page.load(_opening(reopen), None, [chat, turns], queue=False, api_name="open", **QUIET)
    # Gradio starts every event at once: whoever has to wait, waits in our line, and is told by it.
    page.max_threads = queue_size
    page.queue(max_size=queue_size, api_open=False, status_update_rate=QUEUE_TELLS_SECONDS)
    return page


def _chat(welcome: str) -> gr.Chatbot:
    return gr.Chatbot(
        label="对话",
        show_label=False,
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        allow_tags=False,
        sanitize_html=True,
        autoscroll=False,
        layout="bubble",
        elem_id="chat",
        scale=1,
        min_height=0,
        placeholder=welcome,
    )


def _box(limit: int) -> gr.Textbox:
    return gr.Textbox(
        label="您的问题",
        show_label=False,
        container=False,
        placeholder="在这里写下您的问题",
        max_length=limit,
        max_lines=4,
        scale=1,
        min_width=160,
        elem_id="question",
    )


def _opening(reopen: Reopen) -> Callable[[gr.Request], tuple[Any, Any]]:
    """Return the handler of arrival: a share link in the address brings its answer along."""

    def opened(request: gr.Request) -> tuple[Any, Any]:
        token = request.query_params.get("answer", "")
        if not token:
            return gr.skip(), gr.skip()
        turns = [reopen(token)]
        return messages(turns), turns

    return opened


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
    """Return a theme in rem, so that it grows with the root; colours are set in chat.css."""
    fonts = ["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]
    rem = gr.themes.Size(
        name="text_rem",
        xxs="0.7rem",
        xs="0.8rem",
        sm="0.9rem",
        md="1rem",
        lg="1.05rem",
        xl="1.2rem",
        xxl="1.5rem",
    )
    return gr.themes.Base(
        text_size=rem,
        font=[gr.themes.Font(name) for name in fonts],
        font_mono=[gr.themes.Font("monospace")],
    )
