"""The whole package -> one file that another program opens."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from shutil import copymode
from tempfile import TemporaryDirectory

from ._cell import records
from ._package import DamagedPackageError, UnknownNameError, descriptor, tables, unknown

WHOLE = {".xlsx": "_excel", ".sqlite": "_sqlite", ".json": "_export"}
"""The formats that hold every table, and the modules whose ``write`` makes them."""

SINGLE = {".dta": "_statistics", ".sav": "_statistics"}
"""The formats that hold one table."""


def export(target: str | os.PathLike[str], table: str | None = None) -> Path:
    """Write the package as one file, in the format that its name ends with.

    Args:
        target: the file to write. If it is there, it is replaced once the new one is whole, and
            keeps its mode; of a link, the file that it leads to. Exported again by the same
            libraries, a file has the same bytes:

            - ``.xlsx``: Excel. A sheet for each table, ``about`` with how to cite, ``codebook``
              and ``terms``; figures are numbers, dates are dates. Needs the extra ``excel``.
            - ``.sqlite``: SQLite. The same as tables, with keys and foreign keys, and a view
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
        OSError: the file cannot be written; what was there stays.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export(folder + "/german-pows-ussr.json").name
    'german-pows-ussr.json'

    """
    file = Path(target)
    module = import_module(f".{writer(file.suffix.lower(), table)}", __package__)
    replace(file, lambda staged: module.write(staged, *([] if table is None else [table])))
    return file


def writer(suffix: str, table: str | None) -> str:
    """The module that writes a format, which holds one table or all."""
    formats = WHOLE | SINGLE
    if suffix == ".csv":
        there = table or next(iter(tables()))
        raise UnknownNameError(f"no export is needed: the CSV files are there, path({there!r})")
    if suffix not in formats:
        raise unknown("format", suffix, "export", formats)
    if (table is not None) != (suffix in SINGLE):
        one = " and ".join(SINGLE)
        raise TypeError(f"{one} hold one table, which must be named; the other formats hold all")
    return formats[suffix]


def replace(file: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place and move it there, so that it is whole or as it was before.

    Where a link leads, there the file is written; one that is replaced keeps its mode.
    """
    place = Path(os.path.realpath(file))
    if place.exists() and not place.is_file():
        raise OSError(f"{file} is no file that could be replaced")
    if not place.parent.is_dir():
        raise OSError(f"{file} cannot be written: there is no folder {place.parent}")
    with TemporaryDirectory(prefix=".german-pows-ussr-", dir=place.parent) as folder:
        staged = Path(folder, f"export{file.suffix}")
        staged.touch()
        if place.exists():
            copymode(place, staged)
        try:
            write(staged)
        except STATED:
            raise
        except Exception as error:  # each library has a word of its own for a full disk
            raise OSError(f"{file} cannot be written: {error}") from error
        staged.replace(place)


STATED = (UnknownNameError, DamagedPackageError, ModuleNotFoundError, OSError)
"""What a writer says so that a user understands it."""


def write(file: Path) -> None:
    """JSON: the descriptor and the tables, typed."""
    content = {"descriptor": descriptor(), "tables": {name: records(name) for name in tables()}}
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
