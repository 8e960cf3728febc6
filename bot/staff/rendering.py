"""Rendering: a page of the staff area as HTML, with what every page shows.

Links in the templates begin with `root`, the way up from the page to the service's own root, so
that everything works behind a proxy that serves it below a path.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.records.sign_ins import SignIn
from bot.web.templates import templates

TABS = (
    ("register", "登记簿"),
    ("check", "核对"),
    ("facts", "数据与存疑"),
    ("questions", "市民提问"),
)
# What staff read their times in; the whole of China keeps UTC+8, without summer time.
_BEIJING = timezone(timedelta(hours=8))


def page(request: Request, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """Return the page of `staff/<template>.html`, filled with `values`."""
    signed_in: SignIn | None = getattr(request.state, "signed_in", None)
    shown = templates().get_template(f"staff/{template}.html")
    return HTMLResponse(
        shown.render(
            root=way_up(request.scope["path"]),
            tabs=TABS,
            signed_in=signed_in,
            csrf=signed_in.csrf if signed_in else "",
            at=moment,
            pairs=pairs,
            **values,
        ),
        status,
    )


def way_up(path: str) -> str:
    """Return the relative way from the page at `path` to the root of the service.

    >>> way_up("/staff"), way_up("/staff/"), way_up("/staff/register")
    ('', '../', '../')
    """
    return "../" * (path.count("/") - 1)


def pairs(values: Iterable[object]) -> list[tuple[object, object]]:
    """Return options that are shown as they are."""
    return [(value, value) for value in values]


def moment(when: datetime) -> str:
    """Return `when` as staff read it: in Beijing time, to the minute."""
    return f"{when.astimezone(_BEIJING):%Y-%m-%d %H:%M}"
