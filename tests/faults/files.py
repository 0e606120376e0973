"""The published files with a cell altered, or a file damaged -> whether their readers notice."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import frictionless
from conftest import DESCRIPTOR, ROOT
from installations import forget, lying_in

from german_pows_ussr import DamagedPackageError, verify
from publication.release import frictionless_errors

from .fault import Fault, Group

NAMES = {entry["path"]: entry["name"] for entry in DESCRIPTOR["resources"]}


CELL = re.compile(r'((?:"(?:[^"]|"")*"|[^,"\n]*))(?:,|\n)')
"""A cell of a CSV file as it is written, before its comma or the end of its line."""


@dataclass(frozen=True)
class Csv:
    """A CSV file: its rows as they are written, the header among them."""

    path: Path
    rows: list[list[str]]

    @classmethod
    def of(cls, path: Path) -> Csv:
        """The file as it is."""
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        return cls(path, [CELL.findall(line) for line in lines])

    def altered(self, row: int, column: int) -> bytes:
        """The file with another character at the beginning of one cell."""
        rows = [[*cells] for cells in self.rows]
        cell = rows[row][column]
        start = int(cell.startswith('"'))
        other = "x" if cell[start : start + 1] != "x" else "y"
        rows[row][column] = cell[:start] + other + cell[start + 1 :]
        return "".join(",".join(cells) + "\n" for cells in rows).encode()


def csv_files(package: Path) -> list[Csv]:
    """Every CSV file of a package."""
    return [Csv.of(path) for path in (package / "resources").glob("*.csv")]


def altered_cells(package: Path) -> Iterator[Fault]:
    """One character altered in every cell of every CSV file: noticed by ``verify()``."""
    for file in csv_files(package):
        for row, cells in enumerate(file.rows[1:], start=1):
            for column in range(len(cells)):
                what = f"{file.path.name}, row {row}, column {column}"
                yield Fault(what, partial(is_cell_noticed, file, row, column))


def is_cell_noticed(file: Csv, row: int, column: int) -> bool:
    """Whether ``verify()`` notices an altered cell."""
    with holding(file.path, file.altered(row, column)):
        return not is_verified()


def altered_columns(package: Path) -> Iterator[Fault]:
    """One character altered in a cell of every column: noticed by frictionless."""
    for file in csv_files(package):
        for column in range(len(file.rows[0])):
            what = f"{file.path.name}, column {column}"
            yield Fault(what, partial(is_column_noticed, package, file, column))


def is_column_noticed(package: Path, file: Csv, column: int) -> bool:
    """Whether frictionless notices an altered cell of a column, the last."""
    with holding(file.path, file.altered(len(file.rows) - 1, column)):
        return is_invalid(package, file.path)


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
    """Another file in place of one, or none, for a while."""
    aside = path.with_name("aside")
    path.rename(aside)
    if content is not None:
        path.write_bytes(content)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        aside.rename(path)


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
    return not described(str(descriptor)).get_resource(name).validate().valid


@cache
def described(descriptor: str) -> frictionless.Package:
    """The package as frictionless knows it, once it has read and judged the descriptor."""
    return frictionless.Package(descriptor)


def in_a_copy(faults: Callable[[Path], Iterator[Fault]]) -> Callable[[], Iterator[Fault]]:
    """Let faults be made in a copy of the published files, which the accessor takes for its own."""

    def within() -> Iterator[Fault]:
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder)
            shutil.copytree(ROOT / "resources", package / "resources")
            shutil.copy(ROOT / "datapackage.json", package)
            with lying_in(package):
                assert is_verified()
                yield from faults(package)
                assert is_verified()

    return within


GROUPS = {
    "one character altered in each cell of each CSV file (`verify()`)": Group(
        in_a_copy(altered_cells), every=997
    ),
    "one character altered in each column of each CSV file (frictionless)": Group(
        in_a_copy(altered_columns), every=83
    ),
    "each file truncated, emptied, exchanged, removed (both)": Group(
        in_a_copy(damaged_files), every=49
    ),
}
