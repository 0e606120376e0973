"""The command ``german-pows-ussr``: what the package holds, from a terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys

from ._package import (
    DamagedPackageError,
    UnknownNameError,
    descriptor,
    file_of,
    rows,
    table_fields,
    tables,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._package import Json

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

EXPECTED = (UnknownNameError, DamagedPackageError, ModuleNotFoundError, TypeError, OSError)
NUMBERS = ("integer", "number")
SHELLS = ("bash", "zsh", "tcsh")
STYLES = ("text", "note", "bibtex", "ris", "csl-json")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; an error is one line on standard error, and the exit code 1."""
    options = parser().parse_args(arguments)
    try:
        output = options.run(options)
    except EXPECTED as error:
        print(f"german-pows-ussr: {error}", file=sys.stderr)
        return 1
    return write(output, paged=getattr(options, "paged", False))


def write(output: str, paged: bool) -> int:
    """Print, through a pager where somebody reads; a reader who leaves early is no error."""
    if paged and sys.stdout.isatty():
        import pydoc

        pydoc.pager(output)
        return 0
    try:
        sys.stdout.write(output + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # What Python would still flush at exit has no reader either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line and its help."""
    top = argparse.ArgumentParser(
        prog="german-pows-ussr",
        formatter_class=help_formatter,
        description="Figures on German prisoners of war in the Soviet Union, with their evidence.",
        epilog="The address of a cell is TABLE/ROW/FIELD: prisoners_held/1945-Q2/prisoners.",
    )
    top.add_argument(
        "--version", action="store_const", const=version, dest="run", help="the version"
    )
    commands = top.add_subparsers(metavar="COMMAND", prog=top.prog)
    top.set_defaults(run=lambda _: top.format_help().rstrip())

    add(commands, "tables", list_tables, "list the tables")
    show = add(commands, "show", show_table, "print a table")
    show.add_argument("table", metavar="TABLE")
    form = show.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="as the published CSV file")
    form.add_argument("--json", action="store_true", help="as JSON, a list of objects")
    show.set_defaults(paged=True)
    add(commands, "fields", show_fields, "explain the columns of a table").add_argument(
        "table", metavar="TABLE"
    )
    add(commands, "trace", trace_cell, "show what a cell rests on").add_argument(
        "address", metavar="ADDRESS"
    )
    add(
        commands, "compare", compare_figures, "put the figures for one measure side by side"
    ).add_argument("measure", metavar="MEASURE")
    citing = add(commands, "cite", cite_part, "cite the package, a table, a cell or a source")
    citing.add_argument(
        "address", metavar="ADDRESS", nargs="?", help="a table, a cell or sources/SOURCE"
    )
    citing.add_argument("--style", choices=STYLES, default="text")
    exporting = add(commands, "export", export_file, "write one file for another program")
    exporting.add_argument(
        "target", metavar="FILE", help="its name ends with .xlsx, .sqlite, .json, .dta or .sav"
    )
    exporting.add_argument(
        "table", metavar="TABLE", nargs="?", help="for .dta and .sav, which hold one"
    )
    verifying = add(commands, "verify", verify_files, "check that the files are the published ones")
    verifying.add_argument(
        "--full", action="store_true", help="validate every cell with frictionless"
    )
    completing = add(commands, "complete", complete, "print what teaches a shell to complete")
    completing.add_argument("shell", choices=SHELLS)
    return top


def help_formatter(prog: str) -> argparse.HelpFormatter:
    """Help of a fixed width, for which argparse need not ask the terminal: that takes imports."""
    return argparse.HelpFormatter(prog, width=80)


def add(commands: Commands, name: str, run: object, help: str) -> argparse.ArgumentParser:
    """One command of the command."""
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=help, description=help, formatter_class=help_formatter
    )
    command.set_defaults(run=run)
    return command


def version(options: argparse.Namespace) -> str:
    """The version of the data and of the package."""
    return f"german-pows-ussr {descriptor()['version']}"


def list_tables(options: argparse.Namespace) -> str:
    """Names, numbers of rows, titles."""
    listed = [[name, str(len(rows(name))), title] for name, title in tables().items()]
    return aligned([["table", "rows", "title"], *listed], right=[1])


def show_table(options: argparse.Namespace) -> str:
    """A table, aligned for reading, or in a form for programs."""
    described = table_fields(options.table)
    if options.csv:
        with open(file_of(options.table, "csv"), encoding="utf-8") as content:
            return content.read().rstrip("\n")
    found = rows(options.table)
    if options.json:
        typed = [
            {name: value_of(row[name], field) for name, field in described.items()} for row in found
        ]
        return json.dumps(typed, ensure_ascii=False, indent=2)
    right = [place for place, field in enumerate(described.values()) if field["type"] in NUMBERS]
    return aligned([list(described), *(list(row.values()) for row in found)], right)


def value_of(text: str, field: Json) -> object:
    """A cell as JSON has it."""
    if not text:
        return None
    if field["type"] in (*NUMBERS, "boolean"):
        return json.loads(text)
    return text


def show_fields(options: argparse.Namespace) -> str:
    """The codebook, a paragraph for each column."""
    return "\n\n".join(codebook(field) for field in table_fields(options.table).values())


def codebook(field: Json) -> str:
    """A column: its name, what it is, what it means, and its terms."""
    from textwrap import fill

    facts = [field["type"], field.get("unit", ""), field["origin"]]
    lines = [f"{field['name']}  ({', '.join(filter(None, facts))})"]
    lines.append(fill(field["description"], 80, initial_indent="  ", subsequent_indent="  "))
    for term, meaning in field.get("vocabulary", {}).items():
        lines.append(
            fill(f"{term}: {meaning}", 80, initial_indent="  - ", subsequent_indent="    ")
        )
    return "\n".join(lines)


def trace_cell(options: argparse.Namespace) -> str:
    """The place of a cell, its figure marked in colour on a terminal that wants it."""
    from ._trace import trace

    found = str(trace(*cell(options.address)))
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return found
    lines = found.split("\n")
    lines[2] = f"\033[1;31m{lines[2]}\033[0m"
    return "\n".join(lines)


def cell(address: str) -> tuple[str, str, str]:
    """The three parts of an address; a row's own key may have a slash."""
    table, _, rest = address.partition("/")
    row, slash, field = rest.rpartition("/")
    if not slash:
        raise UnknownNameError(
            f"{address!r} is not the address of a cell: TABLE/ROW/FIELD expected"
        )
    return table, row, field


def compare_figures(options: argparse.Namespace) -> str:
    """Figures, who asserts them, and what conflicts with them."""
    from ._compare import compare

    figures = compare(options.measure).fillna({"period": "", "findings": ""})
    shown = ["population", "period", "asserted_by", "reported_by", "address"]
    lines = [
        [
            figure["printed"],
            *(bound(figure[side]) for side in ("low", "high")),
            *figure[shown],
            "; ".join(conflicts(figure["findings"])),
        ]
        for _, figure in figures.iterrows()
    ]
    return aligned([["printed", "low", "high", *shown, "conflicts"], *lines], right=[1, 2])


def bound(number: float) -> str:
    """An end of the bounds; nothing where they are open."""
    return "" if number != number else f"{number:,.10g}"  # noqa: PLR0124 - not a number


def conflicts(findings: str) -> list[str]:
    """The checks by which a figure conflicts with another."""
    return [
        finding.removeprefix("conflicts (").removesuffix(")")
        for finding in findings.split("; ")
        if finding.startswith("conflicts")
    ]


def cite_part(options: argparse.Namespace) -> str:
    """A citation."""
    from ._cite import cite

    return cite(options.address, style=options.style)


def export_file(options: argparse.Namespace) -> str:
    """The name of the file that was written."""
    from ._export import export

    return f"{export(options.target, options.table)} written"


def verify_files(options: argparse.Namespace) -> str:
    """How many files are the published ones."""
    from ._verify import verify

    return f"{len(verify(options.full))} files are the published ones"


def complete(options: argparse.Namespace) -> str:
    """A script for the shell: ``eval "$(german-pows-ussr complete bash)"``."""
    from ._completion import completion

    return completion(options.shell, parser())


def aligned(lines: Sequence[Sequence[str]], right: Iterable[int] = ()) -> str:
    """Columns under each other, those in ``right`` flush right, under a rule."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    flush = set(right)
    printed = [
        "  ".join(
            text.rjust(width) if place in flush else text.ljust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([printed[0], "  ".join("-" * width for width in widths), *printed[1:]])


if __name__ == "__main__":
    sys.exit(main())
