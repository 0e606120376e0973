"""Answer the command ``german-pows-ussr``: what the package holds, in a terminal."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from ._answer import answer, questions
from ._cite import Style, cite
from ._export import export
from ._figures import NO_TOPIC, compared, figure_facts, outline, search, topics, undated_line
from ._files import verify
from ._findings import findings_at
from ._package import Address, package
from ._read import read
from ._table import Row
from ._text import WIDTH, align, block, fit, grouped, terminal_width
from ._trace import trace

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

NAME = "german-pows-ussr"
CELL = "prisoners_held/1945-Q2/prisoners"


@dataclass(frozen=True)
class Command:
    """A command: what runs it, its help, its arguments by their names below, and examples."""

    run: Callable[[Namespace], str | bytes]
    help: str
    arguments: str
    examples: tuple[str, ...]
    paged: bool = False


class Parser(ArgumentParser):
    """A parser that does not hide an error in writing its help."""

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Write help to standard output."""
        (file or sys.stdout).write(self.format_help())
        sys.stdout.flush()


def parser() -> Parser:
    """Build the command line and its help."""
    top = Parser(
        prog=NAME,
        formatter_class=RawDescriptionHelpFormatter,
        description="Figures on German prisoners of war in the Soviet Union, with their evidence.",
        epilog=f"The address of a cell is TABLE/ROW/FIELD: {CELL}.\n"
        f"{NAME} COMMAND --help says more, with examples.",
    )
    top.add_argument(
        "--version",
        action="store_const",
        const=lambda _: f"{NAME} {package()['version']}",
        dest="run",
        help="the version",
    )
    top.set_defaults(run=lambda _: top.format_help().rstrip(), paged=False)
    commands = top.add_subparsers(metavar="COMMAND", prog=top.prog)
    for name, command in COMMANDS.items():
        added = commands.add_parser(
            name,
            help=command.help,
            formatter_class=RawDescriptionHelpFormatter,
            description=f"{command.help.capitalize()}.",
            epilog="\n  ".join(["examples:", *(f"{NAME} {line}" for line in command.examples)]),
        )
        added.set_defaults(run=command.run, paged=command.paged)
        for argument in command.arguments.split():
            added.add_argument(argument, **ARGUMENTS[argument])
    return top


def list_tables(options: Namespace) -> str:
    """List the tables, data first, then those for an audit."""
    tables = package().tables.values()
    lines = [[each.group, each.name, str(len(each.rows)), each.title] for each in tables]
    return lay_out([["group", "table", "rows", "title"], *lines], [2])


def lay_out(lines: Sequence[Sequence[str]], right: Sequence[int], wide: bool = False) -> str:
    """Lay a table out for the terminal, or as wide as it needs to be where a program reads it."""
    width = None if wide else terminal_width()
    return align(lines, right) if width is None else fit(lines, right, width)


def show_table(options: Namespace) -> str | bytes:
    """Print a table, aligned for reading, or in a form for programs, which is UTF-8 everywhere."""
    table = package().table(Address.parse(options.table).table)
    if options.csv:
        return table.content
    if options.json:
        return f"{json.dumps(table.records(), ensure_ascii=False, indent=2)}\n".encode()
    fields = list(table.fields.values())
    written = grouped if sys.stdout.isatty() else str
    lines = [
        [written(row[each.name]) if each.is_amount else row[each.name] for each in fields]
        for row in table.rows
    ]
    right = [place for place, field in enumerate(fields) if field.is_number]
    return lay_out([list(table.fields), *lines], right, options.wide)


def show_fields(options: Namespace) -> str:
    """Explain each column."""
    rows = package().table(Address.parse(options.table).table).codebook()
    facts = ([(name, str(fact or "")) for name, fact in row.items()] for row in rows)
    return "\n\n".join(block(each, terminal_width() or WIDTH) for each in facts)


def trace_cell(options: Namespace) -> str:
    """Show the evidence for a cell, the words marked in colour on a terminal that wants it."""
    found, width = trace(options.cell), terminal_width()
    if width is None:
        return str(found)
    lines = found.text(min(width, WIDTH)).split("\n")
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return "\n".join(lines)
    marks = (
        f"\033[1;31m{line}\033[0m" if line.strip() and not line.strip("^ ") else line
        for line in lines
    )
    return "\n".join(marks)


def answer_question(options: Namespace) -> str:
    """Answer a question, or list the questions with their answers."""
    width = min(terminal_width() or WIDTH, WIDTH)
    if options.topic is None:
        return block(questions(), width)
    return answer(options.topic).text(width, full=options.full)


def compare_figures(options: Namespace) -> str:
    """Compare the figures for a topic, or list the topics."""
    if options.topic is None:
        if options.when is not None:
            raise TypeError(NO_TOPIC)
        names = ["topic", "claims", "measures", "meaning"]
        lines = [[str(each[name]) for name in names] for each in topics()]
        return fit([names, *lines], [1], terminal_width() or WIDTH)
    rows, undated = compared(options.topic, options.when)
    if not (options.full and rows):
        return outline(rows, undated)
    return "\n\n".join(filter(None, [show_figures(rows), undated_line(undated)]))


def show_figures(rows: Sequence[Row]) -> str:
    """Show all that is known of some figures."""
    width = terminal_width() or WIDTH
    return "\n\n".join(block(figure_facts(row), width) for row in rows)


def list_findings(options: Namespace) -> str:
    """List what the figures say of each other, conflicts first."""
    address = None if options.address is None else Address.parse(options.address)
    found = findings_at(address)
    if not found:
        return f"no finding concerns {options.address}"
    width = None if options.wide else terminal_width()
    if width is not None:
        return "\n\n".join(block(each.facts, width) for each in found)
    lines = [["" if cell is None else str(cell) for cell in vars(each).values()] for each in found]
    return align([list(vars(found[0])), *lines])


def cite_part(options: Namespace) -> str | bytes:
    """Cite parts of the package; what is for a reference manager is UTF-8 everywhere."""
    cited = cite(options.cited, style=options.style, findings=options.findings)
    return cited if options.style in ("text", "note") else f"{cited}\n".encode()


ARGUMENTS: dict[str, dict[str, Any]] = {
    "table": {"metavar": "TABLE"},
    "cell": {"metavar": "ADDRESS", "help": "TABLE/ROW/FIELD, with or without #"},
    "address": {"metavar": "ADDRESS", "nargs": "?", "help": "a table, a row or a cell"},
    "cited": {"metavar": "ADDRESS", "nargs": "*", "help": "tables, cells, or sources/ROW"},
    "topic": {"metavar": "TOPIC", "nargs": "?", "help": "without it, the topics are listed"},
    "sought": {"metavar": "NUMBER|WORD", "nargs": "+"},
    "target": {"metavar": "FILE", "help": "named .xlsx, .sqlite, .json or .dta"},
    "one": {"metavar": "TABLE", "nargs": "?", "help": "for .dta, which holds one"},
    "--csv": {"action": "store_true", "help": "as the published CSV file"},
    "--json": {"action": "store_true", "help": "as JSON, a list of objects"},
    "--full": {"action": "store_true", "help": "all that is known of each figure"},
    "--wide": {"action": "store_true", "help": "every column, in lines of any length"},
    "--when": {"metavar": "TIME", "help": "only figures of 1945, 1945-05 or 1945-Q2"},
    "--style": {"choices": get_args(Style), "default": "text"},
    "--findings": {"action": "store_true", "help": "with the disputes over the figure"},
}
"""The arguments of all commands."""

COMMANDS = {
    "answer": Command(
        answer_question, "answer a question: how many died, were captured, were held, returned",
        "topic --full", ("answer", "answer died", "answer died --full"), paged=True,
    ),
    "tables": Command(list_tables, "list the tables", "", ("tables",)),
    "show": Command(
        show_table, "print a table", "table --csv --json --wide",
        ("show figures", "show statements --csv > statements.csv"), paged=True,
    ),
    "fields": Command(
        show_fields, "explain the columns of a table", "table", ("fields figures",), paged=True
    ),
    "compare": Command(
        compare_figures, "compare the figures for one topic", "topic --when --full",
        ("compare", "compare died --full", "compare held --when 1945"), paged=True,
    ),
    "find": Command(
        lambda options: show_figures(search(" ".join(options.sought))),
        "find the figures with a number or a word", "sought",
        ("find 381,067", "find 2.8 million", "find Stalingrad"), paged=True,
    ),
    "trace": Command(
        trace_cell, "show the evidence for a cell, and who disputes it", "cell",
        (f"trace {CELL}", "trace statements/lead-captured/measure"),
    ),
    "findings": Command(
        list_findings, "list what the figures say of each other, conflicts first",
        "address --wide", ("findings", f"findings {CELL}"), paged=True,
    ),
    "cite": Command(
        cite_part, "cite the package, a table, cells or sources", "cited --style --findings",
        ("cite", f"cite {CELL}", "cite sources/beorn --style bibtex"),
    ),
    "read": Command(
        lambda options: read(options.address), "open the article and its tables in the browser",
        "address", ("read", f"read {CELL}"),
    ),
    "export": Command(
        lambda options: f"{export(options.target, options.one)} written",
        "write one file for another program", "target one",
        ("export german-pows-ussr.xlsx", "export statements.dta statements"),
    ),
    "verify": Command(
        lambda options: str(verify()), "check that the files are the published ones", "",
        ("verify",),
    ),
}  # fmt: skip
"""The commands, in the order of the help."""
