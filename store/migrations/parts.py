"""What migrations are written with. A migration that has run may not change, nor may these."""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, String


def key(name: str = "id") -> tuple[Column[str], Column[str]]:
    """The workspace and a name inside it."""
    return Column("workspace", String, primary_key=True), Column(name, String, primary_key=True)


def inside(table: str) -> ForeignKeyConstraint:
    """The workspace of a row exists."""
    return ForeignKeyConstraint(
        ["workspace"], ["workspaces.workspace"], name=f"fk_{table}_workspace"
    )


def refers(table: str, columns: str, to: str, referred: str = "id") -> ForeignKeyConstraint:
    """A reference within the workspace; names of columns are separated by spaces."""
    here, there = ["workspace", *columns.split()], ["workspace", *referred.split()]
    name = f"fk_{table}_{'_'.join(here)}"
    return ForeignKeyConstraint(here, [f"{to}.{column}" for column in there], name=name)


def one_of(table: str, column: str, values: str) -> CheckConstraint:
    """Only these values, separated by spaces, or NULL."""
    names = ", ".join(f"'{value}'" for value in values.split())
    return CheckConstraint(f"{column} IN ({names})", name=f"ck_{table}_known_{column}")
