"""Column types that keep the promises of this floor, whoever writes a row.

    Words       text that came from a person, or may repeat one: masked on its way in
    WordsTree   JSON that holds such text: every string and number in it masked, report text kept
    Moment      a moment in UTC, for what staff do in their own name
    Hour        the same rounded down to the hour: too coarse to match with an access log

A type is the last thing a value passes before the database, so no caller can store it otherwise.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Text, TypeDecorator

from bot.records.masking import mask

# What a citation takes from the report, letter by letter: its sentence, and the SHA-256 of the text.
_QUOTE, _SHA = "quote", "sha"
_DIGEST = re.compile(r"(?=.*[a-f])[0-9a-f]{64}")


def storable(text: str) -> str:
    """Return `text` masked, without NUL and half characters, which not every database takes."""
    return mask(text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8"))


def storable_tree(value: Any, key: str = "") -> Any:
    """Return JSON data with each text and number in it masked (a number becomes null).

    Strings under the key `quote`, and digests under `sha`, are the report's own and stay. Raises
    TypeError for what is no JSON.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        if key == _QUOTE or (key == _SHA and _DIGEST.fullmatch(value)):
            return value
        return storable(value)
    if isinstance(value, int | float):
        # 13812345678.0 is an asker's phone number, read as a figure.
        return value if mask(f"{value:.0f}") == f"{value:.0f}" else None
    if isinstance(value, Mapping):
        return {storable(str(name)): storable_tree(one, str(name)) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [storable_tree(one, key) for one in value]
    raise TypeError(f"no JSON: {type(value).__name__}")


class Words(TypeDecorator[str]):
    """Text that came from a person, or may repeat one; masked before it is stored."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return what is stored for `value`."""
        return None if value is None else storable(value)


class WordsTree(TypeDecorator[Any]):
    """JSON that holds such text; masked before it is stored."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """Return what is stored for `value`."""
        return storable_tree(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; a datetime without a time zone is a ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return what is stored for `value`."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment in UTC: SQLite stores no time zone, a server answers in its own."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Hour(Moment):
    """A moment in UTC, rounded down to the hour; a datetime without a time zone is a ValueError."""

    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what is stored for `value`."""
        moment = super().process_bind_param(value, dialect)
        return moment and moment.replace(minute=0, second=0, microsecond=0)


def to_json(value: Any) -> str:
    """Return `value` as JSON text in plain characters; NaN is a ValueError, as no database has it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
