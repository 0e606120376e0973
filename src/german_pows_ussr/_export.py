"""The whole package -> one file that another program opens."""

from __future__ import annotations

import json
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._package import descriptor, rows, table_fields, tables, unknown

if TYPE_CHECKING:
    from ._package import Json

WHOLE = {".xlsx": "_excel", ".sqlite": "_sqlite", ".json": "_export"}
"""The formats that hold every table, and the modules whose ``write`` makes them."""

SINGLE = {".dta": "_statistics", ".sav": "_statistics"}
"""The formats that hold one table."""


def export(target: str | os.PathLike[str], table: str | None = None) -> Path:
    """Write the package as one file, in the format that its name ends with.

    Args:
        target: the file to write, replacing it if it is there:

            - ``.xlsx``: Excel. A sheet for each table, a codebook, and a sheet on how to cite;
              figures are numbers, dates are dates, panes are frozen. Needs the extra ``excel``.
            - ``.sqlite``: SQLite. A table for each table, with keys and foreign keys, and a view
              ``cells`` that joins each transcribed cell to its place in the article.
            - ``.dta``: Stata, and ``.sav``: SPSS. One table, with labels for its variables and
              its vocabularies. Needs the extra ``statistics``.
            - ``.json``: one object with the descriptor and every table as a list of objects.

        table: a name from ``tables()``; for Stata and SPSS, whose files hold one table.

    Returns:
        The path of the file.

    Raises:
        UnknownNameError: there is no such format or table.
        TypeError: a table is named for a format that holds all, or none for one that holds one.
        ModuleNotFoundError: a library is missing; the message says what to install.
        DamagedPackageError: a file is missing or is not the one published.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export(folder + "/german-pows-ussr.json").name
    'german-pows-ussr.json'

    """
    file = Path(target)
    formats = WHOLE | SINGLE
    if file.suffix not in formats:
        raise unknown("format", file.suffix, "export", formats)
    if (table is not None) != (file.suffix in SINGLE):
        one = " and ".join(SINGLE)
        raise TypeError(f"{one} hold one table, which must be named; the other formats hold all")
    chosen = [] if table is None else [table]
    staged = file.with_name(f".{file.stem}.part{file.suffix}")
    try:
        import_module(f".{formats[file.suffix]}", __package__).write(staged, *chosen)
        staged.replace(file)
    finally:
        staged.unlink(missing_ok=True)
    return file


def write(file: Path) -> None:
    """JSON: the descriptor and the tables, typed."""
    content = {"descriptor": descriptor(), "tables": {name: records(name) for name in tables()}}
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def records(table: str) -> list[Json]:
    """The rows of a table as JSON has them; an empty cell is null."""
    kinds = {name: field["type"] for name, field in table_fields(table).items()}
    return [{name: as_json(text, kinds[name]) for name, text in row.items()} for row in rows(table)]


def as_json(text: str, kind: str) -> Any:
    """A cell of a CSV file as a value of JSON."""
    if not text:
        return None
    return json.loads(text) if kind in ("integer", "number", "boolean") else text
