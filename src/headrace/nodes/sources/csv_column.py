"""CSV column: a list from a column of a pasted table."""

import csv
import io

from headrace.graph.nodetype import Context, Ports, field, node
from headrace.kernel.errors import invalid_field

_SEPARATORS = ",;\t|"


class Inputs(Ports):
    csv: str = field(multiline=True)
    """The table: a line per row, the first one naming the columns; commas, semicolons or
    tabs between."""
    column: str = field("", max_length=200)
    """The column's name; the first column unless set."""
    keep_empty: bool = field(default=False, advanced=True)
    """Keep rows whose place in this column is empty."""


class Outputs(Ports):
    items: list[str]
    """The column's values, from top to bottom."""


@node("list.csv", version=1, title="CSV column", category="sources", local=True)
async def csv_column(inputs: Inputs, _context: Context) -> Outputs:
    """Makes a list of one column of a table, as spreadsheets export it."""
    rows = [row for row in _rows(inputs.csv) if any(cell.strip() for cell in row)]
    if not rows:
        raise invalid_field("csv", "csv.empty", "Paste a table with at least a row of names.")
    names = [name.strip().casefold() for name in rows[0]]
    wanted = inputs.column.strip().casefold() or names[0]
    if wanted not in names:
        known = ", ".join(name.strip() for name in rows[0])
        raise invalid_field(
            "column", "csv.no_such_column", f"Choose a column of the table: {known}."
        )
    at = names.index(wanted)
    values = [row[at].strip() if at < len(row) else "" for row in rows[1:]]
    return Outputs(items=[value for value in values if value or inputs.keep_empty])


def _rows(text: str) -> list[list[str]]:
    text = text.removeprefix("\ufeff")
    first = text.lstrip().partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise invalid_field("csv", "csv.unreadable", f"This is not a table: {error}.") from error
