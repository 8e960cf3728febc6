"""What a test needs of the machine, and the machine may not have."""

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip for a user, fail under CI."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is not installed")
