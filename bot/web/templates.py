"""Templates: the page's HTML with every value escaped, a missing one an error."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

FOLDER = Path(__file__).resolve().parent / "html"


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the templates in `html/`."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["exact"] = _exact
    return environment


def _exact(text: str) -> Markup:
    """Escape `text` so that a browser keeps its length in characters.

    HTML reads CR LF as one character and drops NUL; a reference keeps the first, U+FFFD stands in
    for the second.
    """
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))  # noqa: S704
