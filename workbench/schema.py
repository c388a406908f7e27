"""The tables of the file as SQL, made from the entities. Migrations freeze what this says at their time."""

from models.document import TYPES
from models.entity import reference_fields
from workbench.rows import column_type, columns

JOURNAL = (
    """CREATE TABLE journal_step (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'abandoned'))
) STRICT""",
    """CREATE TABLE journal_change (
  step INTEGER NOT NULL REFERENCES journal_step (id),
  number INTEGER NOT NULL,
  entity TEXT NOT NULL,
  row TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (step, number)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX journal_step_state ON journal_step (state, id)",
)


def create_table(table: str) -> str:
    """Return the statement that creates a table of rows."""
    refs = reference_fields(TYPES[table])
    lines = []
    for column in columns(table):
        kind = column_type(table, column)
        line = f'"{column}" {"TEXT" if kind == "JSON" else kind}'
        if column == "id":
            line += " PRIMARY KEY NOT NULL"
        elif column in refs and kind == "TEXT":
            line += f' REFERENCES "{refs[column].table}" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED'
        lines.append("  " + line)
    return f'CREATE TABLE "{table}" (\n' + ",\n".join(lines) + "\n) STRICT"


def create_all() -> list[str]:
    """Return the statements for the whole file as the entities stand today."""
    indexes = [
        f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")'
        for table, row_type in TYPES.items()
        for column in reference_fields(row_type)
        if column_type(table, column) == "TEXT"
    ]
    return [*(create_table(table) for table in TYPES), *indexes, *JOURNAL]
