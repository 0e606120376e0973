"""Write the package, or one table, as a file for another program."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from shutil import copymode
from tempfile import TemporaryDirectory

from .._bibliography import bibtex_entry, package_item
from .._files import DamagedPackageError
from .._package import package
from .._table import Json, Table
from .._text import UnknownNameError, unknown
from . import excel, sqlite, stata


def export(target: str | os.PathLike[str], table: str | None = None) -> Path:
    """Write the package as one file, in the format that its name ends with.

    Args:
        target: the file to write; one that is there is replaced once the new one is whole.
            ``.xlsx`` (Excel; extra ``excel``) has a sheet for each data table, ``figures`` first, a
            codebook, and how to cite. ``.sqlite`` and ``.json`` have every table, ``.sqlite`` also
            keys, the codebook and a view ``cells`` of each transcribed cell with its place.
            ``.dta`` (Stata) has one table, with labels.
        table: a name from ``tables()``; for ``.dta``, which holds one table.

    Returns:
        The path of the file. Exported again by the same libraries, it has the same bytes.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export(folder + "/german-pows-ussr.json").name
    'german-pows-ussr.json'

    """
    file, suffix = Path(target), Path(target).suffix.lower()
    if suffix == ".csv":
        there = table or next(iter(package().tables))
        raise UnknownNameError(f"no export is needed: path({there!r}) is the CSV file")
    if suffix not in (*WHOLE, STATA):
        raise unknown("format", suffix, "export", (*WHOLE, STATA))
    if (table is not None) != (suffix == STATA):
        raise TypeError(f"{STATA} holds one table, which must be named; the other formats hold all")
    write = WHOLE[suffix] if table is None else partial(stata.write, package().table(table))
    replace(file, write)
    return file


def replace(file: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place and move it there, so that it is whole or as it was before.

    A link is followed; a file that is replaced keeps its mode.
    """
    place = Path(os.path.realpath(file))
    if place.exists() and not place.is_file():
        raise OSError(f"{file} cannot be replaced: it is not a regular file")
    if not place.parent.is_dir():
        raise OSError(f"{file} cannot be written: there is no folder {place.parent}")
    with TemporaryDirectory(prefix=".german-pows-ussr-", dir=place.parent) as folder:
        staged = Path(folder, f"export{file.suffix}")
        staged.touch()
        if place.exists():
            copymode(place, staged)
        try:
            write(staged)
        except EXPECTED:
            raise
        except Exception as error:  # each library has its own error for a full disk
            raise OSError(f"{file} cannot be written: {error}") from error
        staged.replace(place)


EXPECTED = (UnknownNameError, DamagedPackageError, ModuleNotFoundError, OSError)
"""The errors of a writer whose messages a user understands."""


def write_json(file: Path) -> None:
    """Write the descriptor and the tables, typed."""
    tables = {name: table.records() for name, table in package().tables.items()}
    content = {"descriptor": package().described, "tables": tables}
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_excel(file: Path) -> None:
    """Write a workbook of the data tables, a codebook, and a sheet on citing."""
    data = [table for table in package().tables.values() if table.group == "data"]
    sheets = [excel.Sheet(table.name, table.records(), table.fields) for table in data]
    citing = [row for row in about() if not row["topic"].startswith("table ")]
    sheets += [
        excel.Sheet("codebook", codebook(data)),
        excel.Sheet("citing", citing, widest=excel.PROSE),
    ]
    excel.write(file, sheets)


def write_sqlite(file: Path) -> None:
    """Write a database of every table, and two tables that explain them."""
    tables = list(package().tables.values())
    explaining = {
        "about": (about(), ["topic"]),
        "codebook": (codebook(tables), ["resource", "field"]),
    }
    sqlite.write(file, tables, explaining)


def about() -> list[Json]:
    """Say what the package is, how to cite it, and what each table holds."""
    facts = {
        **{name: package()[name] for name in ("title", "description", "version")},
        "how to cite": package()["citation"],
        "BibTeX": bibtex_entry(package_item()),
        "licence": package()["licenses"][0]["path"],
        "source": package()["sources"][0]["path"],
        **{f"table {name}": table.abstract for name, table in package().tables.items()},
    }
    return [{"topic": topic, "text": text} for topic, text in facts.items()]


def codebook(tables: Iterable[Table]) -> list[Json]:
    """Describe each column of some tables, and its terms."""
    return [{"resource": table.name, **row} for table in tables for row in table.codebook()]


WHOLE = {".xlsx": write_excel, ".sqlite": write_sqlite, ".json": write_json}
STATA = ".dta"  # the format that holds one table; the others hold every table
