"""Records as the floor above makes them."""

import secrets
from typing import Any

from bot.records.feedback import Feedback
from bot.records.questions import Asked
from bot.records.shares import Shared

SHA = "0123456789abcdef" * 4  # sixteen digits in a row, as a digest may have
QUOTE = "实现全年产业项目到位额63.2亿元，值班电话022-12345678。"
CITATION: dict[str, Any] = {
    "report": "r-2026",
    "section": "一(四)招商引资",
    "start": 11,
    "end": 42,
    "quote": QUOTE,
    "sha": SHA,
}


def token() -> str:
    return secrets.token_urlsafe(12)


def asked(words: str = "产业项目到位额是多少", **values: Any) -> Asked:
    return Asked(
        **{
            "id": token(),
            "report": "r-2026",
            "question": words,
            "standalone": words,
            "status": "answered",
            "reason": None,
            "mode": "extractive",
            "answer": f"您问的是“{words}”。2025年：63.2亿元。",
            "citations": (CITATION,),
            "total_ms": 12.5,
            **values,
        }
    )


def feedback(words: str = "", **values: Any) -> Feedback:
    return Feedback(
        **{
            "answer_id": token(),
            "verdict": "down",
            "reasons": ("数字不对",),
            "comment": words,
            "report": "r-2026",
            "question": words,
            "answer": words,
            **values,
        }
    )


def shared(words: str = "产业项目到位额是多少", **values: Any) -> Shared:
    reply = {
        "question": words,
        "rewritten": False,
        "answer": {
            "text": f"您问的是“{words}”。",
            "statements": [{"text": words, "citations": [0], "focus": [3, 9], "figures": []}],
            "citations": [CITATION],
            "reason": None,
            "total_ms": 3.25,
        },
    }
    return Shared(
        **{
            "token": token(),
            "report": "r-2026",
            "sha": SHA,
            "question": words,
            "reply": reply,
            **values,
        }
    )
