"""Migrating: a database of records is brought to the version that this program knows.

In: a connection in a transaction. Out: the same, at the newest version; the caller commits, so a
process killed on the way leaves what was there. The steps are shipped in `bot/records/migrations`.
"""

import threading

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.errors import RecordsFault

# Alembic hands the connection to a migration through a variable of the whole process.
_ONE_AT_A_TIME = threading.Lock()


def migrate(connection: Connection) -> None:
    """Bring the database to the newest version, from nothing or from an earlier one.

    Raises `RecordsFault`, and changes nothing, where a newer program has written the database.
    """
    config = Config()
    config.set_main_option("script_location", "bot.records:migrations")  # also inside a wheel
    config.attributes["connection"] = connection
    script = ScriptDirectory.from_config(config)
    known = {step.revision for step in script.walk_revisions()}
    with _ONE_AT_A_TIME:
        found = set(MigrationContext.configure(connection).get_current_heads())
        if found - known:
            raise RecordsFault(
                f"记录数据库的版本（{'、'.join(sorted(found - known))}）比本程序新。",
                "请升级程序，或用 WENBAO_DATA_DIR 换一个数据目录；原有记录没有改动。",
            )
        if found != set(script.get_heads()):
            command.upgrade(config, "head")
