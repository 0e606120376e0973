"""The tests of the clients -> a line for each client: its version, what it read, pass or fail."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ENVIRONMENTS = Path(__file__).parents[2] / ".venv"

PYPI = "what requirements/clients.txt pins"

UNAVAILABLE = {
    "R frictionless": "not in Debian; test_readers_of_version_1_know_a_table holds what it needs",
    "R datapackage": "not in Debian; test_a_vocabulary_has_its_categories holds what it needs",
    "Stata": "not free; gretl and haven read its files here",
    "SPSS": "not free; PSPP and haven read its files here",
    "Excel": "not free; LibreOffice reads its files here",
}
"""Clients that no registry offers, and what stands for them."""


@dataclass
class Client:
    """A program of others: says in the summary which version of it read what."""

    record: Callable[[str, object], None]

    def says(self, name: str, version: str) -> None:
        """Who it is, said before it is known whether it reads anything."""
        self.record("client", name)
        self.record("version", version)

    def reads(self, what: str) -> None:
        """What it reads, said before it is known whether it is read right."""
        self.record("read", what)

    def installed(self, name: str, command: str, package: str) -> str:
        """A command that says its version, or a failure that says what to install."""
        self.says(name, f"missing: install {package}")
        found = shutil.which(command)
        if found is None:
            pytest.fail(f"{command} is missing: install {package}")
        shown = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
        self.says(name, first_version(shown.stdout + shown.stderr))
        return found


def in_environment(name: str, command: str) -> str:
    """A command of one of the environments that the Makefile lays out."""
    return str(ENVIRONMENTS / name / "bin" / command)


def first_version(text: str) -> str:
    """The first number that a program says of itself."""
    found = re.search(r"\d[\d.]*[a-z]?\b", text)
    return found[0] if found else "?"


@pytest.fixture
def client(record_property: Callable[[str, object], None]) -> Client:
    """What a test tells the summary."""
    return Client(record_property)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line for each client, by name; then those that nobody can install."""
    lines = [
        (said["client"], said["version"], said.get("read", "nothing"), word)
        for outcome, word in (("passed", "pass"), ("failed", "FAIL"))
        for report in terminalreporter.getreports(outcome)
        if report.when == "call"
        for said in [dict(report.user_properties)]
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)] if lines else []
    terminalreporter.section("clients")
    for line in sorted(lines, key=lambda line: line[0].lower()):
        padded = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        terminalreporter.write_line("  ".join(padded).rstrip())
    terminalreporter.section("clients that could not be installed")
    for name, reason in UNAVAILABLE.items():
        terminalreporter.write_line(f"{name}: {reason}")
