"""Tokens: random names of answers and shares, which tell nothing about whom they belong to."""

import re

from bot.errors import InputError

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")  # 96 random bits at least, in URL-safe characters


def is_token(text: str) -> bool:
    """Tell whether `text` could be a token."""
    return _TOKEN.fullmatch(text) is not None


def checked(token: str) -> str:
    """Return `token`; raises `InputError` where it could be none."""
    if not is_token(token):
        raise InputError("这条回答的编号不对。", "请刷新页面后重试。")
    return token
