"""The words of a command line -> what is to be run, or a help with examples."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

Arguments = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace], str | bytes]

NAME = "german-pows-ussr"
STYLES = ("text", "note", "bibtex", "ris", "csl-json")


@dataclass(frozen=True)
class Command:
    """What a command does, with examples, what it takes, and whether a pager shows it."""

    help: str
    examples: tuple[str, ...]
    takes: Arguments = lambda _: None
    paged: bool = False


class Parser(argparse.ArgumentParser):
    """A parser that does not pass over an error in writing its help."""

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Help on standard output."""
        (file or sys.stdout).write(self.format_help())
        sys.stdout.flush()


def parser(run: Mapping[str, Run], version: Run) -> Parser:
    """The command line and its help; what each command runs is given."""
    top = Parser(
        prog=NAME,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Figures on German prisoners of war in the Soviet Union, with their evidence.",
        epilog="The address of a cell is TABLE/ROW/FIELD: prisoners_held/1945-Q2/prisoners.\n"
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
            formatter_class=argparse.RawDescriptionHelpFormatter,
            description=f"{command.help[0].upper()}{command.help[1:]}.",
            epilog="\n  ".join(["examples:", *(f"{NAME} {line}" for line in command.examples)]),
        )
        added.set_defaults(run=run[name], paged=command.paged)
        command.takes(added)
    return top


def of_show(command: argparse.ArgumentParser) -> None:
    """A table, and the form in which it is shown."""
    command.add_argument("table", metavar="TABLE")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="as the published CSV file")
    form.add_argument("--json", action="store_true", help="as JSON, a list of objects")
    wide(form)


def wide(command: argparse._ActionsContainer) -> None:
    """Whether lines may be longer than the terminal is wide."""
    command.add_argument("--wide", action="store_true", help="every column, in lines of any length")


def of_fields(command: argparse.ArgumentParser) -> None:
    """A table."""
    command.add_argument("table", metavar="TABLE")


def of_trace(command: argparse.ArgumentParser) -> None:
    """A cell."""
    command.add_argument("address", metavar="ADDRESS", help="TABLE/ROW/FIELD, with or without #")


def of_compare(command: argparse.ArgumentParser) -> None:
    """A measure, or none."""
    command.add_argument(
        "measure", metavar="MEASURE", nargs="?", help="without it, the measures are listed"
    )
    command.add_argument("--when", metavar="TIME", help="only figures of 1945, 1945-05 or 1945-Q2")
    wide(command)


def of_findings(command: argparse.ArgumentParser) -> None:
    """A table, a row, a cell, or nothing."""
    command.add_argument("address", metavar="ADDRESS", nargs="?", help="a table, a row or a cell")
    wide(command)


def of_cite(command: argparse.ArgumentParser) -> None:
    """What is cited, and how."""
    command.add_argument(
        "address", metavar="ADDRESS", nargs="?", help="a table, a cell or sources/SOURCE"
    )
    command.add_argument("--style", choices=STYLES, default="text")
    command.add_argument("--findings", action="store_true", help="with what conflicts with it")


def of_read(command: argparse.ArgumentParser) -> None:
    """Where the page is opened."""
    command.add_argument("address", metavar="ADDRESS", nargs="?", help="a table or a cell")


def of_export(command: argparse.ArgumentParser) -> None:
    """The file, and the table that some formats hold."""
    command.add_argument(
        "target", metavar="FILE", help="its name ends with .xlsx, .sqlite, .json, .dta or .sav"
    )
    command.add_argument(
        "table", metavar="TABLE", nargs="?", help="for .dta and .sav, which hold one"
    )


def of_verify(command: argparse.ArgumentParser) -> None:
    """How much is verified."""
    command.add_argument(
        "--full", action="store_true", help="validate every cell with frictionless"
    )


CELL = "prisoners_held/1945-Q2/prisoners"
COMMANDS = {
    "tables": Command("list the tables", ("tables",)),
    "show": Command(
        "print a table",
        ("show prisoners_held", "show statements --csv > statements.csv"),
        of_show,
        paged=True,
    ),
    "fields": Command(
        "explain the columns of a table", ("fields statements",), of_fields, paged=True
    ),
    "trace": Command(
        "show what a cell rests on, and what is known against it",
        (f"trace {CELL}", "trace statements/lead-captured/measure"),
        of_trace,
    ),
    "compare": Command(
        "put the figures for one measure side by side",
        ("compare", "compare captured", "compare held --when 1945"),
        of_compare,
        paged=True,
    ),
    "findings": Command(
        "say what the figures say of each other, conflicts first",
        ("findings", f"findings {CELL}"),
        of_findings,
        paged=True,
    ),
    "cite": Command(
        "cite the package, a table, a cell or a source",
        ("cite", f"cite {CELL} --style bibtex"),
        of_cite,
    ),
    "read": Command(
        "open the article and its tables in the browser", ("read", f"read {CELL}"), of_read
    ),
    "export": Command(
        "write one file for another program",
        ("export german-pows-ussr.xlsx", "export statements.dta statements"),
        of_export,
    ),
    "verify": Command(
        "check that the files are the published ones", ("verify", "verify --full"), of_verify
    ),
}
"""The commands, in the order of the help."""
