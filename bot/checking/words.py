"""Words that turn a statement: negations, and numbers written as words.

In: a statement and the text of its evidence. Out: what the statement has and the evidence does not,
or None.
"""

import re

from bot.language.numbers import read_word_numbers

_NEGATION = re.compile(
    r"未(?!就业|成年|来|必)|没有?(?!收)|并非|不再|不足|倒数|取消|停止|负(?=增长|\d)"
)


def negation_fault(statement: str, evidence: str) -> str | None:
    """Return a negation that the evidence does not have: 未完成 told of 完成."""
    told = (match.group() for match in _NEGATION.finditer(statement))
    return next((word for word in told if word not in evidence), None)


def word_number_fault(statement: str, evidence: str) -> str | None:
    """Return a number in words that the evidence has otherwise: 第四批 told of 第三批.

    一个 and its like say nothing where the evidence counts nothing of the kind.
    """
    known = read_word_numbers(evidence)
    for number, after in read_word_numbers(statement):
        if (number, after) in known:
            continue
        counted = any(after == other for _, other in known)
        if number != "一" or counted:
            return number + after.strip('"')
    return None
