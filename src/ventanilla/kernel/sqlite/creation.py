"""Test databases are files: what is tested is the WAL and the lock, not SQLite in memory."""

import os
import tempfile
from pathlib import Path

from django.db.backends.sqlite3 import creation as django_sqlite

_BESIDE = ("-wal", "-shm", "-lock", "-turnstile")


class DatabaseCreation(django_sqlite.DatabaseCreation):
    def _get_test_db_name(self) -> str:
        named = self.connection.settings_dict["TEST"]["NAME"]
        if named:
            return str(named)
        name = f"ventanilla-test-{os.getpid()}-{self.connection.alias}.sqlite3"
        return str(Path(tempfile.gettempdir()) / name)

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)  # type: ignore[misc]  # no stub
        for suffix in _BESIDE:
            Path(f"{test_database_name}{suffix}").unlink(missing_ok=True)
