"""The published files with a cell altered, or a file damaged -> whether their readers notice."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import frictionless
from conftest import DESCRIPTOR, ROOT

from german_pows_ussr import DamagedPackageError, _package, verify
from publication.release import frictionless_errors
from publication.tabular import csv_lines

from .fault import Fault, Groups

NAMES = {entry["path"]: entry["name"] for entry in DESCRIPTOR["resources"]}


def altered_cells(package: Path) -> Iterator[Fault]:
    """One character altered in every cell of every CSV file: noticed by ``verify()``."""
    for path in (package / "resources").glob("*.csv"):
        lines = lines_of(path)
        for row, line in enumerate(lines[1:], start=1):
            for column in range(len(line)):
                what = f"{path.name}, row {row}, column {column}"
                yield Fault(what, partial(is_cell_noticed, path, lines, row, column))


def is_cell_noticed(path: Path, lines: list[list[str]], row: int, column: int) -> bool:
    """Whether ``verify()`` notices an altered cell."""
    with holding(path, altered(lines, row, column)):
        return not is_verified()


def altered_columns(package: Path) -> Iterator[Fault]:
    """One character altered in a cell of every column: noticed by frictionless."""
    for path in (package / "resources").glob("*.csv"):
        lines = lines_of(path)
        for column in range(len(lines[0])):
            what = f"{path.name}, column {column}"
            yield Fault(what, partial(is_column_noticed, package, path, lines, column))


def is_column_noticed(package: Path, path: Path, lines: list[list[str]], column: int) -> bool:
    """Whether frictionless notices an altered cell of a column, the last."""
    with holding(path, altered(lines, len(lines) - 1, column)):
        return is_invalid(package, path)


def lines_of(path: Path) -> list[list[str]]:
    """The rows of a CSV file, its header among them."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def altered(lines: list[list[str]], row: int, column: int) -> bytes:
    """A CSV file with another character at the beginning of one cell."""
    line = [*lines[row]]
    line[column] = ("x" if line[column][:1] != "x" else "y") + line[column][1:]
    return csv_lines([*lines[:row], line, *lines[row + 1 :]])


def damaged_files(package: Path) -> Iterator[Fault]:
    """Every file truncated, emptied, exchanged, removed: noticed by ``verify()`` and frictionless."""
    files = [package / "datapackage.json", *(package / path for path in NAMES)]
    for path, other in zip(files, [*files[1:], files[0]], strict=True):
        original = path.read_bytes()
        damages = {
            "truncated": original[: len(original) // 2],
            "emptied": b"",
            "exchanged": other.read_bytes(),
            "removed": None,
        }
        for what, content in damages.items():
            noticed = partial(is_damage_noticed, package, path, content)
            yield Fault(f"{path.name} {what}", noticed)


def is_damage_noticed(package: Path, path: Path, content: bytes | None) -> bool:
    """Whether both ``verify()`` and frictionless notice that a file holds something else."""
    with holding(path, content):
        forget()
        return not is_verified() and is_invalid(package, path)


@contextmanager
def holding(path: Path, content: bytes | None) -> Iterator[None]:
    """A file with other content, or without the file, for a while."""
    original = path.read_bytes()
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(original)


def is_verified() -> bool:
    """What ``verify()`` says."""
    try:
        return bool(verify())
    except DamagedPackageError:
        return False


def is_invalid(package: Path, path: Path) -> bool:
    """What frictionless says of one file of the package; of all of them, if it is the descriptor."""
    descriptor = package / "datapackage.json"
    if path == descriptor:
        return bool(frictionless_errors(descriptor))
    name = NAMES[str(path.relative_to(package))]
    return not frictionless.validate(str(descriptor), resource_name=name).valid


def forget() -> None:
    """Let the accessor find its files anew."""
    _package.root.cache_clear()
    _package.descriptor.cache_clear()


def in_a_copy(faults: Callable[[Path], Iterator[Fault]]) -> Callable[[], Iterator[Fault]]:
    """Let faults be made in a copy of the published files, which the accessor takes for its own."""

    def within() -> Iterator[Fault]:
        where = _package.__file__
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder)
            shutil.copytree(ROOT / "resources", package / "resources")
            shutil.copy(ROOT / "datapackage.json", package)
            _package.__file__ = str(package / "_package.py")
            forget()
            assert is_verified()
            assert not any(is_invalid(package, package / path) for path in NAMES)
            assert not is_invalid(package, package / "datapackage.json")
            try:
                yield from faults(package)
            finally:
                _package.__file__ = where
                forget()

    return within


GROUPS: Groups = {
    "one character altered in each cell of each CSV file (`verify()`)": in_a_copy(altered_cells),
    "one character altered in each column of each CSV file (frictionless)": in_a_copy(
        altered_columns
    ),
    "each file truncated, emptied, exchanged, removed (both)": in_a_copy(damaged_files),
}
