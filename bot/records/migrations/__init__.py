"""The steps by which Alembic brings a database of records from any earlier version to this one."""
