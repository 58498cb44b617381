from tests.services.databases import (
    database_url,
    engine,
    migrated_file,
    new_postgres_url,
)
from tests.services.postgres import postgres

__all__ = [
    "database_url",
    "engine",
    "migrated_file",
    "new_postgres_url",
    "postgres",
]
