"""Answer the command ``german-pows-ussr``: what the package holds, in a terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from ._cite import Style, cite
from ._export import export
from ._figures import NO_TOPIC, compared, figure_facts, search, topics, undated_line
from ._files import verify
from ._findings import OPEN, findings_at, findings_of
from ._package import Address, package
from ._read import read
from ._table import Field, Row, Table
from ._text import WIDTH, aligned, block, fitted, grouped, hanging, terminal_width
from ._trace import trace

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

NAME = "german-pows-ussr"
CELL = "prisoners_held/1945-Q2/prisoners"


class Parser(argparse.ArgumentParser):
    """A parser that does not hide an error in writing its help."""

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Write help to standard output."""
        (file or sys.stdout).write(self.format_help())
        sys.stdout.flush()


@dataclass(frozen=True)
class Command:
    """A command: what runs it, its help and examples, its arguments, and whether it is paged."""

    run: Callable[[argparse.Namespace], str | bytes]
    help: str
    examples: tuple[str, ...]
    arguments: tuple[tuple[tuple[str, ...], dict[str, object]], ...] = ()
    paged: bool = False


def parser() -> Parser:
    """Build the command line and its help."""
    formatter = argparse.RawDescriptionHelpFormatter
    top = Parser(
        prog=NAME,
        formatter_class=formatter,
        description="Figures on German prisoners of war in the Soviet Union, with their evidence.",
        epilog=f"The address of a cell is TABLE/ROW/FIELD: {CELL}.\n"
        f"{NAME} COMMAND --help says more, with examples.",
    )
    top.add_argument(
        "--version", action="store_const", const=version, dest="run", help="the version"
    )
    top.set_defaults(run=lambda _: top.format_help().rstrip(), paged=False)
    commands = top.add_subparsers(metavar="COMMAND", prog=top.prog)
    for name, command in COMMANDS.items():
        added = commands.add_parser(
            name,
            help=command.help,
            formatter_class=formatter,
            description=f"{command.help[0].upper()}{command.help[1:]}.",
            epilog="\n  ".join(["examples:", *(f"{NAME} {line}" for line in command.examples)]),
        )
        added.set_defaults(run=command.run, paged=command.paged)
        for names, options in command.arguments:
            added.add_argument(*names, **options)  # type: ignore[arg-type]  # checked by every test
    return top


def argument(*names: str, **options: object) -> tuple[tuple[str, ...], dict[str, object]]:
    """Describe an argument as ``argparse`` takes it."""
    return names, options


def version(options: argparse.Namespace) -> str:
    """Return the version of the data and of the package."""
    return f"{NAME} {package().version}"


def list_tables(options: argparse.Namespace) -> str:
    """List names, numbers of rows and titles, under a heading for each group."""
    groups = dict.fromkeys(table.group for table in package().tables.values())
    return "\n\n".join(f"{group.upper()}\n{list_group(group)}" for group in groups)


def list_group(group: str) -> str:
    """List the tables of a group."""
    tables = [table for table in package().tables.values() if table.group == group]
    lines = [[table.name, str(len(table.rows)), table.title] for table in tables]
    return laid_out([["table", "rows", "title"], *lines], [1])


def laid_out(lines: Sequence[Sequence[str]], right: Sequence[int], wide: bool = False) -> str:
    """Lay a table out for the terminal, or as wide as it needs to be where a program reads it."""
    width = None if wide else terminal_width()
    return aligned(lines, right) if width is None else fitted(lines, right, width)


def show_table(options: argparse.Namespace) -> str | bytes:
    """Print a table, aligned for reading, or in a form for programs, which is UTF-8 everywhere."""
    table = find_table(options.table)
    if options.csv:
        return table.content
    if options.json:
        return f"{json.dumps(table.records(), ensure_ascii=False, indent=2)}\n".encode()
    fields = table.fields.values()
    right = [place for place, field in enumerate(fields) if field.is_number]
    people = sys.stdout.isatty()
    lines = [
        [
            grouped(row[field.name]) if people and field.is_number and field.is_amount
            else row[field.name]
            for field in fields
        ]
        for row in table.rows
    ]  # fmt: skip
    return laid_out([list(table.fields), *lines], right, options.wide)


def find_table(address: str) -> Table:
    """Find the table that an address names."""
    return package().table(Address.parse(address).table)


def show_fields(options: argparse.Namespace) -> str:
    """Explain each column in a paragraph."""
    width = min(terminal_width() or WIDTH, WIDTH)
    fields = find_table(options.table).fields.values()
    return "\n\n".join("\n".join(explain(field, width)) for field in fields)


def explain(field: Field, width: int) -> Iterator[str]:
    """Explain a column: its name, its type, what it means, and its terms."""
    facts = [field.type, field.unit, field.origin]
    yield f"{field.name}  ({', '.join(filter(None, facts))})"
    yield hanging("", field.description, width, 2)
    for term, meaning in field.vocabulary.items():
        yield hanging("  -", f"{term}: {meaning}", width, 4)


def trace_cell(options: argparse.Namespace) -> str:
    """Show the evidence for a cell, the words marked in colour on a terminal that wants it."""
    found, width = trace(options.address), terminal_width()
    if width is None:
        return str(found)
    text = found.text(min(width, WIDTH))
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return "\n".join(
        line if line.strip("^ ") or not line else f"\033[1;31m{line}\033[0m"
        for line in text.split("\n")
    )


def compare_figures(options: argparse.Namespace) -> str:
    """Compare the figures for a topic, or list the topics."""
    if options.topic is None:
        if options.when is not None:
            raise TypeError(NO_TOPIC)
        names = ["topic", "claims", "measures", "meaning"]
        lines = [[str(each[name]) for name in names] for each in topics()]
        return laid_out([names, *lines], [1], options.wide)
    rows, undated = compared(options.topic, options.when)
    shown = show_figures(rows, options.wide) if rows else f"no figure is of {options.when}"
    return "\n\n".join(filter(None, [shown, undated_line(undated)]))


def find_figures(options: argparse.Namespace) -> str:
    """Find the figures with a number or a word."""
    return show_figures(search(" ".join(options.sought)), options.wide)


def show_figures(rows: Sequence[Row], wide: bool) -> str:
    """Show a block for each figure in a terminal, or a line for each where a program reads it."""
    width = None if wide else terminal_width()
    if width is not None:
        return "\n\n".join(block(figure_facts(row), width) for row in rows)
    names = [
        "population",
        "compared_as",
        "custody",
        "period",
        "asserted_by_name",
        "reported_by_name",
        "figure",
    ]
    sides = ["printed_low", "printed_high"]
    lines = [
        [
            row["printed"],
            *(grouped(row[side]) for side in sides),
            *(row[name] for name in names),
            conflicts(row),
        ]
        for row in rows
    ]
    return aligned([["printed", *sides, *names, "conflicts"], *lines], right=[1, 2])


def conflicts(row: Row) -> str:
    """Say with what a figure conflicts."""
    found = findings_of(Address.parse(row["figure"]))
    return "; ".join(each.says for each in found if each.finding in OPEN)


def list_findings(options: argparse.Namespace) -> str:
    """List what the figures say of each other, conflicts first."""
    address = None if options.address is None else Address.parse(options.address)
    found = findings_at(address)
    if not found:
        return f"no finding concerns {options.address}"
    width = None if options.wide else terminal_width()
    if width is not None:
        return "\n\n".join(block(each.facts, width) for each in found)
    return aligned([list(vars(found[0])), *(list(vars(each).values()) for each in found)])


def cite_part(options: argparse.Namespace) -> str | bytes:
    """Cite a part of the package; what is for a reference manager is UTF-8 everywhere."""
    cited = cite(options.address, style=options.style, findings=options.findings)
    return cited if options.style in ("text", "note") else f"{cited}\n".encode()


def read_page(options: argparse.Namespace) -> str:
    """Open the page, and return its address."""
    return read(options.address)


def export_file(options: argparse.Namespace) -> str:
    """Write a file, and return its name."""
    return f"{export(options.target, options.table)} written"


def verify_files(options: argparse.Namespace) -> str:
    """Say how many files are the published ones, and what was not compared."""
    return str(verify(options.full))


TABLE = argument("table", metavar="TABLE")
ADDRESS = argument("address", metavar="ADDRESS", nargs="?", help="a table, a row or a cell")
WIDE = argument("--wide", action="store_true", help="every column, in lines of any length")

COMMANDS = {
    "tables": Command(list_tables, "list the tables", ("tables",)),
    "show": Command(
        show_table,
        "print a table",
        ("show figures", "show statements --csv > statements.csv"),
        (
            TABLE,
            argument("--csv", action="store_true", help="as the published CSV file"),
            argument("--json", action="store_true", help="as JSON, a list of objects"),
            WIDE,
        ),
        paged=True,
    ),
    "fields": Command(
        show_fields, "explain the columns of a table", ("fields figures",), (TABLE,), paged=True
    ),
    "compare": Command(
        compare_figures,
        "compare the figures for one topic",
        ("compare", "compare died", "compare held --when 1945"),
        (
            argument("topic", metavar="TOPIC", nargs="?", help="without it, the topics are listed"),
            argument("--when", metavar="TIME", help="only figures of 1945, 1945-05 or 1945-Q2"),
            WIDE,
        ),
        paged=True,
    ),
    "find": Command(
        find_figures,
        "find the figures with a number or a word",
        ("find 381,067", "find 2.8 million", "find Stalingrad"),
        (argument("sought", metavar="NUMBER|WORD", nargs="+"), WIDE),
        paged=True,
    ),
    "trace": Command(
        trace_cell,
        "show the evidence for a cell and its conflicts",
        (f"trace {CELL}", "trace statements/lead-captured/measure"),
        (argument("address", metavar="ADDRESS", help="TABLE/ROW/FIELD, with or without #"),),
    ),
    "findings": Command(
        list_findings,
        "list what the figures say of each other, conflicts first",
        ("findings", f"findings {CELL}"),
        (ADDRESS, WIDE),
        paged=True,
    ),
    "cite": Command(
        cite_part,
        "cite the package, a table, a cell or a source",
        ("cite", f"cite {CELL} --style bibtex"),
        (
            argument(
                "address", metavar="ADDRESS", nargs="?", help="a table, a cell or sources/SOURCE"
            ),
            argument("--style", choices=get_args(Style), default="text"),
            argument("--findings", action="store_true", help="with the conflicts of the figure"),
        ),
    ),
    "read": Command(
        read_page,
        "open the article and its tables in the browser",
        ("read", f"read {CELL}"),
        (ADDRESS,),
    ),
    "export": Command(
        export_file,
        "write one file for another program",
        ("export german-pows-ussr.xlsx", "export statements.dta statements"),
        (
            argument(
                "target",
                metavar="FILE",
                help="its name ends with .xlsx, .sqlite, .json, .dta or .sav",
            ),
            argument("table", metavar="TABLE", nargs="?", help="for .dta and .sav, which hold one"),
        ),
    ),
    "verify": Command(
        verify_files,
        "check that the files are the published ones",
        ("verify", "verify --full"),
        (argument("--full", action="store_true", help="validate every cell with frictionless"),),
    ),
}
"""The commands, in the order of the help."""
