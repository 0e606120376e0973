"""Does the command fit the terminal that reads it, and stay whole where a program reads it?

Most commands are run in this process, whose output says that it is a terminal; a few in a real one.
"""

from __future__ import annotations

import contextlib
import fcntl
import io
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import get_args
from unittest.mock import patch

import pytest
from conftest import SCHEMAS, rows, sampled

from german_pows_ussr import _command, compare, find, findings
from german_pows_ussr.__main__ import main
from german_pows_ussr._compare import Figures, Topic

COMMAND = [sys.executable, "-m", "german_pows_ussr"]
CELL = "prisoners_held/1945-Q2/prisoners"
SHOWN = [
    "tables", "compare", *(f"compare {topic}" for topic in get_args(Topic)), "compare died --full", "findings",
    f"findings {CELL}", f"trace {CELL}", "trace statements/lead-captured/note",
    "trace statements/history-stalingrad-captured/population", "trace findings/*/populations", "find 381,067",
    "fields statements", "fields findings", *(f"show {table}" for table in SCHEMAS),
]  # fmt: skip


class Screen(io.StringIO):
    """A text that says that it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def screen(columns: int, *arguments: str, **environment: str) -> str:
    """Run the command in this process, as for a terminal of so many columns without a pager."""
    shown = {"COLUMNS": str(columns), "NO_COLOR": "1", "TERM": "dumb"} | environment
    with patch.dict(os.environ, shown), contextlib.redirect_stdout(Screen()) as output:
        try:
            code = main(arguments)
        except SystemExit as end:
            code = int(str(end.code))
    assert code == 0
    return output.getvalue()


def terminal(columns: int, *arguments: str, **environment: str) -> str:
    """Return what a real terminal of so many columns receives, whose pager is ``cat``."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    inherited = {
        name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LESS")
    }
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=follower, stdout=follower,
        env=inherited | {"PAGER": "cat", "NO_COLOR": "1"} | environment,
    )  # fmt: skip
    os.close(follower)
    received = b""
    try:
        while read := os.read(leader, 65536):
            received += read
    except OSError:  # Linux says so that the other end is closed
        pass
    os.close(leader)
    assert process.wait() == 0
    return received.decode().replace("\r\n", "\n")


def test_a_real_terminal_receives_the_same() -> None:
    """Through its pager or without one."""
    for command in (f"trace {CELL}", "compare died"):
        assert terminal(80, *command.split()) == screen(80, *command.split()), command


@pytest.mark.parametrize("columns", [80, pytest.param(120, marks=pytest.mark.slow)])
def test_no_line_is_longer_than_the_terminal(columns: int) -> None:
    """Whatever is shown, but for a single word that is longer, such as a key."""
    for command in SHOWN:
        lines = screen(columns, *command.split()).splitlines()
        assert lines
        long = [line for line in lines if len(line) > columns and " " in line[20:]]
        assert long == [], command


def test_a_help_fits_and_shows_examples() -> None:
    """In 80 columns; each example is a line that the command takes."""
    for command in ("", *_command.COMMANDS):
        text = screen(80, *command.split(), "--help")
        assert max(map(len, text.splitlines())) <= 80
        examples = text.partition("\nexamples:\n")[2].splitlines()
        assert bool(examples) == bool(command)
        for example in examples:
            name, *words = example.partition(" > ")[0].split()
            assert name == "german-pows-ussr"
            _command.parser().parse_args(words)


def test_a_table_is_aligned_where_it_fits() -> None:
    """One line for each row under a rule, its numbers grouped and flush right."""
    header, rule, *lines = screen(80, "show", "prisoners_held").splitlines()
    assert header.split() == [field["name"] for field in SCHEMAS["prisoners_held"]["fields"]]
    assert set(rule) == {"-", " "}
    assert len(lines) == len(rows("prisoners_held"))
    end = header.index("prisoners") + len("prisoners")
    found = [line[:end].split()[-1] for line in lines]
    assert found == [f"{int(row['prisoners']):,}" for row in rows("prisoners_held")]
    assert all(line.split()[1] == row["year"] for line, row in zip(lines, rows("prisoners_held"), strict=True))  # fmt: skip


def test_a_table_that_does_not_fit_is_shown_in_blocks() -> None:
    """One for each row, what is empty left out, nothing cut."""
    blocks = screen(80, "show", "statements").rstrip("\n").split("\n\n")
    for block, row in zip(blocks, rows("statements"), strict=True):
        told = [name for name, text in row.items() if text]
        assert [line.split()[0] for line in block.splitlines() if line[0] != " "] == told
        assert row["note"] in " ".join(block.split())


@sampled(("²", "0", "eighty"), every=3)
def test_a_width_that_is_none_is_not_believed(names: list[str]) -> None:
    """Then the terminal is asked; one that says 0 is taken for 80 columns wide."""
    for said in names:
        assert terminal(120, "tables", COLUMNS=said) == screen(120, "tables"), said
    assert terminal(0, "tables") == screen(80, "tables")
    assert screen(60, "tables") != screen(120, "tables")


def test_a_terminal_that_knows_no_colour_gets_none() -> None:
    """As where NO_COLOR is set."""
    assert "\033" in screen(80, "trace", CELL, NO_COLOR="", TERM="xterm")
    assert "\033" not in screen(80, "trace", CELL, NO_COLOR="", TERM="dumb")


def test_a_pager_that_there_is_not_swallows_nothing() -> None:
    """What it would have shown is printed."""
    shown = terminal(80, "show", "prisoners_held", PAGER="there-is-no-such-pager -S")
    assert shown == screen(80, "show", "prisoners_held")


def test_a_python_session_shows_what_the_command_does() -> None:
    """Figures with their findings, and findings with their notes, in 80 columns."""
    for topic in ("captured", "died", "transferred"):
        assert f"{compare(topic)!r}\n" == screen(80, "compare", topic)
        assert f"{Figures(compare(topic))!r}\n" == screen(80, "compare", topic, "--full")
    assert f"{compare('held', when='1945')!r}\n" == screen(80, "compare", "held", "--when", "1945")
    assert f"{find('381,067')!r}\n" == screen(80, "find", "381,067")
    assert f"{find('2.8 million')!r}\n" == screen(80, "find", "2.8", "million")
    assert f"{findings(CELL)!r}\n" == screen(80, "findings", CELL)


def test_wide_is_for_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    """In a terminal the same lines as in a pipe, but that quantities are grouped."""
    for command in ("show statements", f"findings {CELL}"):
        main(command.split())
        piped = capsys.readouterr().out.splitlines()
        wide = screen(80, *command.split(), "--wide").splitlines()
        assert wide[0].split() == piped[0].split()
        assert len(wide) == len(piped)


def pager(folder: Path) -> str:
    """A folder to look for programs in, whose ``less`` says how it was asked to page."""
    program = folder / "less"
    shown = '[ -t 0 ] || { echo "paged $LESS"; exec cat; }'
    program.write_text(f"#!/bin/sh\n{shown}\n", encoding="utf-8")
    program.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


@pytest.mark.slow
def test_the_pager_does_not_fold_lines(tmp_path: Path) -> None:
    """``less`` gets ``-S``, unless its user says otherwise; ``trace`` is not paged."""
    path = pager(tmp_path)
    for none in ("", " "):
        assert "paged FRSX\n" in terminal(80, "compare", "died", PAGER=none, PATH=path)
    assert "paged R\n" in terminal(80, "compare", "died", PAGER="", PATH=path, LESS="R")
    assert "paged" not in terminal(80, "trace", CELL, PAGER="", PATH=path)


def test_the_marks_stand_out_in_colour() -> None:
    """Every line of them, and nothing else."""
    address = "statements/history-officers-transferred/measure"
    lines = screen(80, "trace", address, NO_COLOR="", TERM="xterm").splitlines()
    red = [line for line in lines if "\033[1;31m" in line]
    assert red
    assert all(set(line) <= set(" ^\033[1;31m0") for line in red)
    assert len(red) == sum("^" in line for line in lines)
