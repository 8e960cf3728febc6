"""Social words: a greeting, a question to the bot about itself, thanks: they get a human reply."""

import re
from typing import Literal

Social = Literal["greeting", "identity", "thanks", "crisis"]

_TAIL = r"[呀啊哦呢吧了啦的~～!！。.，,？? ]*"
_WORDS: tuple[tuple[Social, str], ...] = (
    (
        "greeting",
        r"你好|您好|大家好|hi|hello|嗨|哈喽|在吗|在不在|有人吗|早上好|上午好|中午好|下午好|晚上好|早|早安",
    ),
    ("thanks", r"谢谢|谢谢你|谢谢您|多谢|感谢|辛苦|辛苦你|再见|拜拜|好的|好|明白|知道|ok|嗯+"),
    (
        "identity",
        r"(请问)?(你|您)(是谁|叫什么(名字)?|是什么|是干(什么|啥|嘛)的?|是机器人吗?|是人工智能吗?|是ai吗?"
        r"|(会|能|可以)(做|干|回答|帮我)?(什么|啥|哪些)?(问题|事)?)|(这个?)?(怎么用|如何使用)|介绍一下(你自己|自己)",
    ),
)
_PATTERNS = tuple(
    (name, re.compile(rf"(?:{words}){_TAIL}(?:{words})?{_TAIL}", re.IGNORECASE))
    for name, words in _WORDS
)


_CRISIS = re.compile(r"我.{0,6}(自杀|不想活|想死|轻生|活不下去)")


def read_social(question: str) -> Social | None:
    """Return which social word the whole question is, or None where it asks something.

    Someone in danger is answered as a person, whatever else the question says.
    """
    text = re.sub(r"\s+", "", question)
    if _CRISIS.search(text):
        return "crisis"
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(text)), None)
