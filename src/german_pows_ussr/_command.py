"""The command ``german-pows-ussr``: what the package holds, from a terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence

from . import _options
from ._address import table_of
from ._amount import grouped
from ._cell import records
from ._cite import cite
from ._compare import NO_MEASURE, measures, rivals
from ._compare import told as figure_told
from ._export import export
from ._findings import COLUMNS, OPEN, Ledger, named
from ._findings import told as finding_told
from ._layout import WIDTH, aligned, block, fitted, hanging, room
from ._output import complain, leave, prepare, write
from ._package import (
    REPAIR,
    DamagedPackageError,
    Json,
    UnknownNameError,
    content_of,
    descriptor,
    record,
    rows,
    table_fields,
    tables,
)
from ._read import read
from ._trace import trace
from ._verify import verify

EXPECTED = (UnknownNameError, DamagedPackageError, ModuleNotFoundError, TypeError, OSError)
NUMBERS = ("integer", "number")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; an error is one line on standard error, and the exit code 1."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        prepare()
        options = _options.parser(RUN, version).parse_args(words)
        write(options.run(options), options.paged)
    except BrokenPipeError:  # a reader who leaves early is no error
        return 0
    except EXPECTED as error:
        complain(error)
        return 1
    except Exception as error:  # a descriptor that nothing recorded may be damaged anywhere
        if record()[0]:
            raise
        complain(DamagedPackageError(f"datapackage.json is damaged: {error!r}; {REPAIR}"))
        return 1
    finally:
        leave()
    return 0


def version(options: argparse.Namespace) -> str:
    """The version of the data and of the package."""
    return f"german-pows-ussr {descriptor()['version']}"


def list_tables(options: argparse.Namespace) -> str:
    """Names, numbers of rows, titles."""
    listed = [[name, str(len(rows(name))), title] for name, title in tables().items()]
    return shown([["table", "rows", "title"], *listed], [1])


def shown(lines: Sequence[Sequence[str]], right: Sequence[int], wide: bool = False) -> str:
    """A table as wide as the terminal, or as it needs to be where a program reads it."""
    columns = None if wide else room()
    return aligned(lines, right) if columns is None else fitted(lines, right, columns)


def show_table(options: argparse.Namespace) -> str | bytes:
    """A table, aligned for reading, or in a form for programs, which is UTF-8 everywhere."""
    table = table_of(options.table)
    described = table_fields(table)
    if options.csv:
        return content_of(table, "csv")
    if options.json:
        return f"{json.dumps(records(table), ensure_ascii=False, indent=2)}\n".encode()
    right = [place for place, field in enumerate(described.values()) if field["type"] in NUMBERS]
    people = sys.stdout.isatty()
    lines = [
        [grouped(row[name]) if people and counts(field) else row[name]
         for name, field in described.items()]
        for row in rows(table)
    ]  # fmt: skip
    return shown([list(described), *lines], right, options.wide)


def counts(field: Json) -> bool:
    """Whether a column holds quantities, and not years or places."""
    return field["type"] in NUMBERS and ("unit" in field or "unitField" in field)


def show_fields(options: argparse.Namespace) -> str:
    """The codebook, a paragraph for each column."""
    columns = min(room() or WIDTH, WIDTH)
    described = table_fields(table_of(options.table)).values()
    return "\n\n".join("\n".join(codebook(field, columns)) for field in described)


def codebook(field: Json, columns: int) -> Iterator[str]:
    """A column: its name, what it is, what it means, and its terms."""
    facts = [field["type"], field.get("unit", ""), field["origin"]]
    yield f"{field['name']}  ({', '.join(filter(None, facts))})"
    yield hanging("", field["description"], columns, 2)
    for term, meaning in field.get("vocabulary", {}).items():
        yield hanging("  -", f"{term}: {meaning}", columns, 4)


def trace_cell(options: argparse.Namespace) -> str:
    """The place of a cell, its figure marked in colour on a terminal that wants it."""
    found = trace(options.address)
    columns = room()
    if columns is None:
        return str(found)
    text = found.text(min(columns, WIDTH))
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return "\n".join(
        line if line.strip("^ ") or not line else f"\033[1;31m{line}\033[0m"
        for line in text.split("\n")
    )


def compare_figures(options: argparse.Namespace) -> str:
    """Figures, who asserts them, and what is known against them; or the measures."""
    if options.measure is None:
        if options.when is not None:
            raise TypeError(NO_MEASURE)
        names = ["measure", "figures", "meaning"]
        terms = [[str(each[name]) for name in names] for each in measures()]
        return shown([names, *terms], [1], options.wide)
    figures, ledger = rivals(options.measure, options.when), Ledger()
    columns = None if options.wide else room()
    if not figures:
        return f"no figure for {options.measure} is of {options.when}"
    if columns is not None:
        return "\n\n".join(block(figure_told(figure, ledger), columns) for figure in figures)
    return in_lines(figures, ledger)


def in_lines(figures: list[dict[str, str]], ledger: Ledger) -> str:
    """A line for each figure, with what speaks against it."""
    names = ["population", "compared_as", "period", "asserted_by", "reported_by", "address"]
    lines = [
        [
            figure["printed"],
            *(grouped(figure[side]) for side in ("low", "high")),
            *(figure[name] for name in names),
            "; ".join(one.says for one in ledger.of(figure["address"]) if one.finding in OPEN),
        ]
        for figure in figures
    ]
    return aligned([["printed", "low", "high", *names, "against"], *lines], right=[1, 2])


def list_findings(options: argparse.Namespace) -> str:
    """What the figures say of each other, conflicts first."""
    found = named(options.address)
    columns = None if options.wide else room()
    if not found:
        return f"no finding concerns {options.address}"
    if columns is not None:
        return "\n\n".join(block(finding_told(vars(each)), columns) for each in found)
    return aligned([COLUMNS, *([getattr(each, name) for name in COLUMNS] for each in found)])


def cite_part(options: argparse.Namespace) -> str | bytes:
    """A citation; one for a reference manager is UTF-8 everywhere."""
    cited = cite(options.address, style=options.style, findings=options.findings)
    return cited if options.style in ("text", "note") else f"{cited}\n".encode()


def read_page(options: argparse.Namespace) -> str:
    """The address of the page, which is opened."""
    return read(options.address)


def export_file(options: argparse.Namespace) -> str:
    """The name of the file that was written."""
    return f"{export(options.target, options.table)} written"


def verify_files(options: argparse.Namespace) -> str:
    """How many files are the published ones, and what to hold against the release."""
    hashes = verify(options.full)
    return (
        f"{len(hashes)} files are the published ones, if this is the SHA-256 of datapackage.json\n"
        f"{hashes['datapackage.json']}"
    )


RUN = {
    "tables": list_tables,
    "show": show_table,
    "fields": show_fields,
    "trace": trace_cell,
    "compare": compare_figures,
    "findings": list_findings,
    "cite": cite_part,
    "read": read_page,
    "export": export_file,
    "verify": verify_files,
}
"""What each command runs."""
