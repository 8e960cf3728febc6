"""Alembic runs this file for every migration: on the connection it is given, in one transaction.

`bot.records.migrating` opens the transaction and commits it, so a migration is done whole or not.
"""

from alembic import context

from bot.records.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite can't alter most things in place
    transactional_ddl=True,  # it can take back the making of a table, which Alembic doesn't expect
)
context.run_migrations()
