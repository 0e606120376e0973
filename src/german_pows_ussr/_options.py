"""The words of a command line -> what is to be run, or a help with examples."""

from __future__ import annotations

import argparse
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from _typeshed import SupportsWrite

    Described = dict[str, Any]
    Arguments = Callable[[argparse.ArgumentParser], None]
    Run = Callable[[argparse.Namespace], str | bytes]

NAME = "german-pows-ussr"
SHELLS = ("bash", "zsh", "tcsh")
STYLES = ("text", "note", "bibtex", "ris", "csl-json")


class Command:
    """What a command does, with examples, what it takes, and whether a pager shows it."""

    def __init__(
        self,
        help: str,
        *examples: str,
        takes: Arguments = lambda _: None,
        paged: bool = False,
    ) -> None:
        self.help = help
        self.examples = examples
        self.takes = takes
        self.paged = paged


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
        formatter_class=as_written,
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
        fill(commands.add_parser(name, help=command.help, **described(command)), name, run)
    return top


def parser_of(command: str, run: Mapping[str, Run]) -> Parser:
    """That of one command alone: to make all of them would cost more than what most do."""
    alone = Parser(prog=f"{NAME} {command}", **described(COMMANDS[command]))
    fill(alone, command, run)
    return alone


def fill(parser: Parser, command: str, run: Mapping[str, Run]) -> None:
    """What a command takes, and what it runs."""
    known = COMMANDS[command]
    parser.set_defaults(run=run[command], paged=known.paged)
    known.takes(parser)


def described(command: Command) -> Described:
    """What the help of a command says, with examples."""
    lines = (line if line.startswith("eval") else f"{NAME} {line}" for line in command.examples)
    return {
        "description": f"{command.help[0].upper()}{command.help[1:]}.",
        "epilog": "\n  ".join(["examples:", *lines]),
        "formatter_class": as_written,
    }


def as_written(prog: str) -> argparse.HelpFormatter:
    """Help of a fixed width, for which argparse need not ask the terminal: that takes imports."""
    return argparse.RawDescriptionHelpFormatter(prog, width=80)


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


def of_complete(command: argparse.ArgumentParser) -> None:
    """For which shell."""
    command.add_argument("shell", choices=SHELLS)


CELL = "prisoners_held/1945-Q2/prisoners"
COMMANDS = {
    "tables": Command("list the tables", "tables"),
    "show": Command(
        "print a table",
        "show prisoners_held",
        "show statements --csv > statements.csv",
        takes=of_show,
        paged=True,
    ),
    "fields": Command(
        "explain the columns of a table", "fields statements", takes=of_fields, paged=True
    ),
    "trace": Command(
        "show what a cell rests on, and what is known against it",
        f"trace {CELL}",
        "trace statements/lead-captured/measure",
        takes=of_trace,
    ),
    "compare": Command(
        "put the figures for one measure side by side",
        "compare",
        "compare captured",
        "compare held --when 1945",
        takes=of_compare,
        paged=True,
    ),
    "findings": Command(
        "say what the figures say of each other, conflicts first",
        "findings",
        f"findings {CELL}",
        takes=of_findings,
        paged=True,
    ),
    "cite": Command(
        "cite the package, a table, a cell or a source",
        "cite",
        f"cite {CELL} --style bibtex",
        takes=of_cite,
    ),
    "read": Command(
        "open the article and its tables in the browser", "read", f"read {CELL}", takes=of_read
    ),
    "export": Command(
        "write one file for another program",
        "export german-pows-ussr.xlsx",
        "export statements.dta statements",
        takes=of_export,
    ),
    "verify": Command(
        "check that the files are the published ones", "verify", "verify --full", takes=of_verify
    ),
    "complete": Command(
        "print what teaches a shell to complete",
        'eval "$(german-pows-ussr complete bash)"',
        takes=of_complete,
    ),
}
"""The commands, in the order of the help."""
