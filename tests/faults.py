"""A fault after another, made on purpose -> how many there were, and how many were noticed.

``make faults`` prints the counts and writes them into the README; ``test_faults.py`` asserts them.
A fault is noticed if the build stops, or, for a changed figure, if exactly its own cell changes.
"""

from __future__ import annotations

import csv
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path

from conftest import ARTICLE, DESCRIPTOR, ROOT, Checkout, copy_checkout, rows

import build
from german_pows_ussr import DamagedPackageError, _package, verify
from publication.documents import with_block
from publication.release import frictionless_errors
from publication.tabular import csv_lines
from transcription.article import Article
from transcription.numerals import numerals
from transcription.refusal import Refusal
from transcription.table import Table, Value

LINES = ARTICLE.splitlines()
KNOWLEDGE = build.read_all(build.KNOWLEDGE)
PROVENANCE = rows("provenance")


@dataclass(frozen=True)
class Fault:
    """What was done, and whether anybody noticed."""

    what: str
    noticed: bool


# ------------------------------------------------------------------------- faults in the article


def cells(tables: dict[str, Table]) -> dict[str, Value]:
    """The value of every transcribed cell by its address."""
    return {
        f"{table.name}/{table.key(row)}/{field}": cell.value
        for table in tables.values()
        for row in table.rows
        for field, cell in row.items()
        if cell.excerpt is not None
    }


def transcribed(text: str) -> dict[str, Value] | Refusal:
    """The cells of an article with this text, its pin lifted, or why there are none."""
    try:
        return cells(build.transcribe(Article("article.txt", text), KNOWLEDGE))
    except Refusal as refusal:
        return refusal


WORDS = {"one": "two", "three": "four", "six": "seven", "hundred": "ten", "thousand": "million",
         "thousands": "millions", "million": "thousand", "first": "second", "second": "third",
         "half": "quarter", "doubled": "tripled", "Quarter": "Half"}  # fmt: skip
ROMAN = {"I": "II", "II": "III", "III": "IV", "IV": "I"}


def alterations(exact: str) -> Iterator[str]:
    """A numeral with another digit in each of its places, or another word for each of its words."""
    for match in re.finditer(r"\d|[A-Za-z]+", exact):
        old = match[0]
        new = str((int(old) + 1) % 10) if old.isdigit() else {**WORDS, **ROMAN}.get(old, old)
        if new != old:
            yield exact[: match.start()] + new + exact[match.end() :]


def altered_numerals() -> Iterator[Fault]:
    """Every numeral altered, digit by digit and word by word: stopped, or its own cell changed."""
    published = transcribed(ARTICLE)
    assert isinstance(published, dict)
    for numeral in numerals(Article("article.txt", ARTICLE)):
        own = {
            f"{place['resource']}/{place['row']}/{place['field']}"
            for place in PROVENANCE
            if int(place["start"]) <= numeral.start and numeral.end <= int(place["end"])
        }
        for new in alterations(numeral.exact):
            found = transcribed(ARTICLE[: numeral.start] + new + ARTICLE[numeral.end :])
            yield Fault(
                f"{numeral.place}: {numeral.exact} -> {new}", is_noticed(published, found, own)
            )


def is_noticed(
    published: dict[str, Value], found: dict[str, Value] | Refusal, own: set[str]
) -> bool:
    """Whether the build stopped, or exactly one cell changed, and that the numeral's own."""
    if isinstance(found, Refusal):
        return True
    changed = {name for name, value in published.items() if found.get(name) != value}
    return set(found) == set(published) and len(changed) == 1 and changed <= own


def broken_tables() -> Iterator[Fault]:
    """The two tables with rows, columns, headings, separators and commas out of place: stopped."""
    starts = [
        number
        for number, line in enumerate(LINES)
        if is_drawn(line) and not is_drawn(LINES[number - 1])
    ]
    for first in starts:
        last = next(number for number in range(first, len(LINES)) if not is_drawn(LINES[number]))
        for what, lines in breakages(LINES[first:last]):
            text = "\n".join([*LINES[:first], *lines, *LINES[last:]]) + "\n"
            found = transcribed(text)
            stopped = isinstance(found, Refusal) and bool(re.search(r"lines? \d+", str(found)))
            yield Fault(f"{LINES[first]}: {what}", stopped)


def is_drawn(line: str) -> bool:
    """Whether a line belongs to a table."""
    return line.startswith("|")


def breakages(table: list[str]) -> Iterator[tuple[str, list[str]]]:
    """A table broken in every way, one at a time."""
    for row in range(1, len(table)):
        before, line, after = table[:row], table[row], table[row + 1 :]
        yield f"row {row} dropped", before + after
        yield f"row {row} repeated", [*before, line, line, *after]
        yield f"row {row} with a cell more", [*before, f"{line} 1 |", *after]
        for bar in [match.start() for match in re.finditer(r"\|", line)]:
            yield (
                f"row {row} without its bar at {bar}",
                [*before, line[:bar] + line[bar + 1 :], *after],
            )
        for comma in [match.start() for match in re.finditer(",", line)]:
            moved = line[:comma] + line[comma + 1] + "," + line[comma + 2 :]
            yield f"row {row} with its comma at {comma} moved", [*before, moved, *after]
            yield (
                f"row {row} without its comma at {comma}",
                [*before, line[:comma] + line[comma + 1 :], *after],
            )
    for row, (line, other) in enumerate(pairwise(table[1:]), start=1):
        yield f"rows {row} and {row + 1} swapped", [*table[:row], other, line, *table[row + 2 :]]
    yield from exchanged_columns(table)
    yield "first cell blank", [table[0], re.sub(r"^\|[^|]*", "| ", table[1]), *table[2:]]


def exchanged_columns(table: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Every two columns exchanged, headings and all, and every heading renamed."""
    grid = [line.split("|") for line in table]
    for one, two in combinations(range(1, len(grid[0]) - 1), 2):
        swapped = [[*line] for line in grid]
        for line in swapped:
            line[one], line[two] = line[two], line[one]
        yield f"columns {one} and {two} exchanged", ["|".join(line) for line in swapped]
    for column in range(1, len(grid[0]) - 1):
        renamed = [[*line] for line in grid]
        renamed[0][column] = renamed[0][column][:-2] + "x "
        yield f"heading {column} renamed", ["|".join(line) for line in renamed]


# ------------------------------------------------------------------ faults in the published files


def altered_cells(package: Path) -> Iterator[Fault]:
    """One character altered in every cell of every CSV file: noticed by ``verify()``."""
    for path in (package / "resources").glob("*.csv"):
        original, table = path.read_bytes(), lines_of(path)
        for row, line in enumerate(table[1:], start=1):
            for column, cell in enumerate(line):
                changed = [[*line] for line in table]
                changed[row][column] = ("x" if cell[:1] != "x" else "y") + cell[1:]
                path.write_bytes(csv_lines(changed))
                yield Fault(f"{path.name}, row {row}, column {column}", not is_verified())
        path.write_bytes(original)


def altered_columns(package: Path) -> Iterator[Fault]:
    """One character altered in a cell of every column: noticed by frictionless."""
    for path in (package / "resources").glob("*.csv"):
        original, table = path.read_bytes(), lines_of(path)
        for column in range(len(table[0])):
            changed = [[*line] for line in table]
            changed[-1][column] = "x" + changed[-1][column][1:]
            path.write_bytes(csv_lines(changed))
            yield Fault(f"{path.name}, column {column}", is_invalid(package))
        path.write_bytes(original)


def lines_of(path: Path) -> list[list[str]]:
    """The rows of a CSV file, its header among them."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def damaged_files(package: Path) -> Iterator[Fault]:
    """Every file truncated, emptied, exchanged, removed: noticed by ``verify()`` and frictionless."""
    files = [
        package / "datapackage.json",
        *(package / entry["path"] for entry in DESCRIPTOR["resources"]),
    ]
    for path, other in zip(files, [*files[1:], files[0]], strict=True):
        original = path.read_bytes()
        damages = {
            "truncated": original[: len(original) // 2],
            "emptied": b"",
            "exchanged": other.read_bytes(),
            "removed": None,
        }
        for what, content in damages.items():
            path.unlink()
            if content is not None:
                path.write_bytes(content)
            yield Fault(f"{path.name} {what}", not is_verified() and is_invalid(package))
            path.write_bytes(original)


def is_verified() -> bool:
    """What ``verify()`` says."""
    forget()
    try:
        return bool(verify())
    except DamagedPackageError:
        return False


def is_invalid(package: Path) -> bool:
    """What frictionless says."""
    return bool(frictionless_errors(package / "datapackage.json"))


def forget() -> None:
    """Let the accessor find its files anew."""
    _package.root.cache_clear()
    _package.descriptor.cache_clear()


def in_a_copy(faults: Callable[[Path], Iterator[Fault]]) -> Callable[[], Iterator[Fault]]:
    """Let faults be made in a copy of the published files, which the accessor takes for its own."""

    def within() -> Iterator[Fault]:
        where = _package.__file__
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "resources", Path(folder) / "resources")
            shutil.copy(ROOT / "datapackage.json", folder)
            _package.__file__ = str(Path(folder) / "_package.py")
            assert is_verified()
            assert not is_invalid(Path(folder))
            try:
                yield from faults(Path(folder))
            finally:
                _package.__file__ = where
                forget()

    return within


# ----------------------------------------------------------------------------- faults of the build

# Counts every change to a file below the checkout, in the build and in the process that moves the
# files in, and at the one that is asked for kills the build.
KILL = """
import os, runpy, signal, sys
root, last, builder, counted = os.getcwd(), int(sys.argv[1]), os.getpid(), 0
def hook(event, arguments):
    global counted
    writes = event == "open" and isinstance(arguments[1], str) and arguments[1][0] in "wax"
    if writes or event in ("os.mkdir", "os.rename", "os.fork"):
        if event == "os.fork" or str(arguments[0]).startswith((root, "resources")) or os.getpid() != builder:
            counted += 1
            if counted == last:
                os.kill(builder, signal.SIGKILL)
sys.addaudithook(hook)
sys.argv, sys.path[0] = ["scripts/build.py"], os.path.join(root, "scripts")
runpy.run_path("scripts/build.py", run_name="__main__")
"""


def revised(folder: Path) -> Checkout:
    """A checkout whose knowledge was changed so that building it changes every file but the article."""
    checkout = copy_checkout(folder)
    checkout.edit(
        "scripts/article/package.toml", f'version = "{DESCRIPTOR["version"]}"', 'version = "9.9.9"'
    )
    checkout.edit("scripts/article/prisoners_held.toml", "by quarter", "quarter by quarter")
    return checkout


def killed_builds() -> Iterator[Fault]:
    """The build killed at every change it makes to a file: what is published is whole, old or new."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = revised(Path(folder))
        old = checkout.published()
        assert checkout.build().returncode == 0
        new = checkout.published()
    assert old != new
    point, killed = 0, True
    while killed:
        point += 1
        with tempfile.TemporaryDirectory() as folder:
            checkout = revised(Path(folder))
            command = [sys.executable, "-B", "-c", KILL, str(point)]
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            killed = done.returncode == -signal.SIGKILL
            if killed:
                whole = checkout.published() in (old, new)
                yield Fault(f"killed at change {point}", whole and not is_invalid(Path(folder)))


def full_disks() -> Iterator[Fault]:
    """The build on a disk that takes files up to a size: it says so in a line and publishes nothing."""
    largest = max(len(content) for content in Checkout(ROOT).published().values())
    for size in (0, 1, 512, 1024, 4096, largest // 2, largest - 1):
        with tempfile.TemporaryDirectory() as folder:
            checkout = revised(Path(folder))
            before = checkout.published()
            done = subprocess.run(
                [sys.executable, "-B", "scripts/build.py"],
                cwd=folder, capture_output=True, text=True, check=False,
                preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size)),
            )  # fmt: skip
            told = done.returncode == 1 and len(done.stderr.splitlines()) == 1
            yield Fault(f"files of {size} bytes at most", told and checkout.published() == before)


GROUPS: dict[str, Callable[[], Iterator[Fault]]] = {
    "each digit and each word of the article's numerals altered": altered_numerals,
    "rows, columns, headings, bars and commas of the two tables out of place": broken_tables,
    "one character altered in each cell of each CSV file (`verify()`)": in_a_copy(altered_cells),
    "one character altered in each column of each CSV file (frictionless)": in_a_copy(
        altered_columns
    ),
    "each file truncated, emptied, exchanged, removed (both)": in_a_copy(damaged_files),
    "the build killed at each change it makes to a file": killed_builds,
    "the build on a full disk": full_disks,
}


def count(name: str) -> tuple[str, int, list[str]]:
    """How many faults of a group were made, and those that nobody noticed."""
    faults = list(GROUPS[name]())
    return name, len(faults), [fault.what for fault in faults if not fault.noticed]


def block(counts: list[tuple[str, int, list[str]]]) -> str:
    """The counts as a table in Markdown."""
    found = len(list(numerals(Article("article.txt", ARTICLE))))
    lines = [f"| {name} | {made:,} | {made - len(missed):,} |" for name, made, missed in counts]
    return "\n".join(
        [
            f"The article has {found} numerals.",
            "",
            "| fault | made | noticed |",
            "| --- | ---: | ---: |",
            *lines,
        ]
    )


def main() -> int:
    """Make every fault, print the counts, and write them into the README."""
    counts = [count(name) for name in GROUPS]
    print(block(counts))
    for _, _, missed in counts:
        for what in missed:
            print(f"NOT NOTICED: {what}", file=sys.stderr)
    readme = ROOT / "README.md"
    renewed = with_block(readme.read_text(encoding="utf-8"), "faults", block(counts))
    readme.write_text(renewed, encoding="utf-8", newline="\n")
    return 1 if any(missed for _, _, missed in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
