"""Checking claims: a text, typed or from a file, sentence by sentence against the report.

What is checked here is stored nowhere.
"""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from bot.errors import StaffError
from bot.staff.forms import Posted, checked_form
from bot.staff.rendering import page
from bot.staff.workbench import Workbench

LABELS = {"supported": "一致", "contradicted": "不符", "not_found": "报告未提及"}
# What kind of difference there is, in words; another one is shown as the checker names it.
DIFFERENCES = {
    "value": "数值不同",
    "unit": "单位不同",
    "comparator": "程度不同（如“超过”“不低于”）",
    "year": "年份不同",
    "mode": "实绩与目标相混",
    "indicator": "指标不同",
    "entity": "说的对象不同",
    "polarity": "肯定与否定相反",
}
MOST_BYTES = 200 * 1024
_SUFFIXES = (".txt", ".md")


def checking_routes(workbench: Workbench) -> APIRouter:
    """Return the routes."""
    router = APIRouter()

    @router.get("/check")
    def form(request: Request) -> Response:
        return _shown(request, workbench, "")

    @router.post("/check")
    def check(request: Request, posted: Annotated[Posted, Depends(checked_form)]) -> Response:
        typed = posted.text("text").replace("\r\n", "\n")
        try:
            text = read_text(typed, *posted.files.get("file", ("", b"")))
        except StaffError as error:
            return _shown(request, workbench, typed, why=f"{error.message}{error.mend}")
        return _shown(request, workbench, text, verdicts=workbench.check(text))

    return router


def read_text(typed: str, name: str, content: bytes) -> str:
    """Return the text to check: the file's where one was chosen, else what was typed.

    Raises `StaffError` for a file that is none of .txt and .md, a text over 200 KB, one that is
    neither UTF-8 nor GB 18030, and an empty one.
    """
    text = typed
    if name or content:
        if not name.lower().endswith(_SUFFIXES):
            raise StaffError("只能核对 .txt 和 .md 文件。", "请另存为纯文本，或把内容粘贴进来。")
        text = _decoded(content) if len(content) <= MOST_BYTES else "字" * MOST_BYTES
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise StaffError("这段文字太长了。", "请分成几份，每份不超过 200 KB。")
    if not any(char.isalnum() for char in text):
        raise StaffError("没有可以核对的文字。", "请粘贴一段文字，或选择一个文件。")
    return text


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise StaffError("读不出这个文件的文字。", "请转存为 UTF-8 编码的文本后再试。")


def _shown(
    request: Request, workbench: Workbench, text: str, why: str = "", verdicts: object = None
) -> Response:
    return page(
        request,
        "check",
        400 if why else 200,
        tab="check",
        report=workbench.report,
        text=text,
        why=why,
        verdicts=verdicts,
        labels=LABELS,
        differences=DIFFERENCES,
    )
