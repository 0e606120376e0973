"""The command line -> a script by which a shell completes commands, tables, measures and cells."""

from __future__ import annotations

import argparse
import re

from ._frame import needed
from ._package import cell_address, rows, table_fields, tables


def completion(shell: str, parser: argparse.ArgumentParser) -> str:
    """The script for a shell; shtab writes it, and learns here which names there are."""
    shtab = needed("shtab", "completion")
    for command in commands(parser):
        for action in command._actions:
            if action.metavar == "FILE":
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif action.metavar in NAMES:
                action.choices = NAMES[action.metavar]()
    script: str = shtab.complete(parser, shell)
    return script.rstrip("\n")


def commands(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """The parsers of the commands."""
    return [
        command
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for command in action.choices.values()
    ]


def addresses() -> list[str]:
    """The cells that can be traced, but for those that a shell would read as several words."""
    found = (cell_address(row) for row in rows("provenance"))
    return [address for address in found if re.fullmatch(r"[\w./-]+", address)]


NAMES = {
    "TABLE": lambda: list(tables()),
    "MEASURE": lambda: list(table_fields("statements")["measure"]["vocabulary"]),
    "ADDRESS": addresses,
}
"""What may stand in the place of an argument, by what the help calls it."""
