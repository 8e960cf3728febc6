"""Telling a visitor what went wrong: one sentence or two, and nothing of how the service is built."""

import logging

from bot.errors import BotError, IndexFault, RecordsFault

log = logging.getLogger(__name__)

OURS = "服务暂时出了问题。请稍后再试。"


def told(error: BotError) -> str:
    """Return what a visitor is told of `error`: its own words, where they are meant for visitors.

    Those of a fault of the index or the records name files of this machine: they go to the log.
    """
    if isinstance(error, IndexFault | RecordsFault):
        log.error("%s", error)
        return OURS
    return f"{error.message}{error.mend}"
