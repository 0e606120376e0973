"""Does the command answer, or say in one line why not, whatever it is asked and wherever it writes?

No traceback, nothing of an error on standard output: with every encoding, closed and full streams,
an interruption, a damaged package, and whatever one may type for the address of a cell.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DESCRIPTOR, ROOT, SCHEMAS, sampled
from hypothesis import given, settings
from hypothesis import strategies as st
from installations import lying_in

from german_pows_ussr import cite
from german_pows_ussr.__main__ import main

COMMAND = [sys.executable, "-m", "german_pows_ussr"]
ENCODINGS = ("ascii", "latin-1", "cp437", "cp1251", "cp1252", "cp932", "koi8-r", "utf-16", "utf-8")
RUDIGER = "prisoners_held/1945-Q2/prisoners"
ELLIPSIS = "statements/soviet-austrian-captured/value"
ASKED = (
    ["trace", RUDIGER], ["trace", ELLIPSIS], ["cite", RUDIGER], ["cite", RUDIGER, "--style", "note"],
    *(["show", table] for table in SCHEMAS), ["fields", "statements"], ["compare", "died"], ["tables"],
)  # fmt: skip


def answer(*arguments: str, encoding: str = "utf-8") -> tuple[int, str, str]:
    """Exit code, output and errors of the command, whose streams have an encoding."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding, newline="\n") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        err.reconfigure(errors="backslashreplace")  # as Python has it
        try:
            code = main(arguments)
        except SystemExit as refused:
            code = int(str(refused.code))
    out.seek(0)
    err.seek(0)
    return code, out.read(), err.read()


@sampled(ENCODINGS, every=9)
def test_a_character_that_an_encoding_lacks_is_replaced(names: list[str]) -> None:
    """Whatever is printed; the exit code is 0, and all else stays."""
    for arguments in ASKED:
        _, complete, _ = answer(*arguments)
        for encoding in names:
            code, output, errors = answer(*arguments, encoding=encoding)
            assert (code, errors) == (0, "")
            assert output == complete.encode(encoding, "replace").decode(encoding)
    assert "R?diger" in answer("trace", RUDIGER, encoding="cp1251")[1]


def printed(encoding: str, *arguments: str) -> bytes:
    """Return the bytes that a command prints to a stream with an encoding and other line ends."""
    buffer = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(buffer, encoding, newline="\r\n")) as out:
        assert main(arguments) == 0
        content = buffer.getvalue()
        out.detach()
    return content


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_what_is_for_programs_is_never_replaced(encoding: str) -> None:
    """CSV has the published bytes, line feeds too; JSON and references are UTF-8."""
    for table in SCHEMAS:
        published = (ROOT / f"resources/{table}.csv").read_bytes()
        assert printed(encoding, "show", table, "--csv") == published, table
    shown = answer("show", "statements", "--json")[1].encode()
    assert printed(encoding, "show", "statements", "--json") == shown
    for style in ("bibtex", "ris", "csl-json"):
        expected = f"{cite(RUDIGER, style=style)}\n".encode()
        assert printed(encoding, "cite", RUDIGER, "--style", style) == expected, style


ASKING_EACH = (f"trace {RUDIGER}", "show nope", "show --help")
STREAMS = {
    ">/dev/full": ("1", "1", "1"),
    ">&-": ("1", "1", "1"),
    "2>&-": ("0", "1", "0"),
    "2>/dev/full": ("0", "1", "0"),
    ">&- 2>&-": ("1", "1", "1"),
    ">/dev/full 2>/dev/full": ("1", "1", "1"),
    "</dev/null": ("0", "1", "0"),
    "<&-": ("0", "1", "0"),
}
"""Exit codes of an answer, an error and the help."""

CODES = {
    f"{words} {streams}": (words, streams, code)
    for streams, codes in STREAMS.items()
    for words, code in zip(ASKING_EACH, codes, strict=True)
}


@pytest.mark.parametrize("unbuffered", ["", pytest.param("1", marks=pytest.mark.slow)])
@sampled(CODES, every=10)
def test_streams_that_are_closed_or_full(tmp_path: Path, names: list[str], unbuffered: str) -> None:
    """An error is one line on standard error, never on standard output."""
    for name in names:
        words, streams, expected = CODES[name]
        code, output, errors = run_with(tmp_path / "stream", streams, words, unbuffered)
        assert code == expected, name
        if expected == "1":
            assert output == ""
            assert len(errors.splitlines()) == (0 if "2>" in streams else 1), name
            assert errors.startswith("german-pows-ussr: ") or "2>" in streams
        else:
            assert errors == ""


def run_with(file: Path, streams: str, words: str, unbuffered: str) -> tuple[str, str, str]:
    """Run a command in a shell with its streams so; return its exit code and what it printed."""
    code = 'n=$1; s=$2; shift 2; exec >"$n.out" 2>"$n.err"; eval "\\"\\$@\\" $s"'
    done = subprocess.run(
        ["bash", "-c", code, "bash", str(file), streams, *COMMAND, *words.split()],
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered}, check=False,
    )  # fmt: skip
    output, errors = (Path(f"{file}.{end}").read_text(encoding="utf-8") for end in ("out", "err"))
    return str(done.returncode), output, errors


def test_an_interruption_is_no_error() -> None:
    """Exit code 130 and not a word."""
    code = """
import signal, sys
from german_pows_ussr import _command
from german_pows_ussr.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background shell may ignore it
_command.compared = lambda *_: signal.raise_signal(signal.SIGINT)
sys.exit(main(["compare", "captured"]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


FIRST = DESCRIPTOR["resources"][0]
DAMAGED = {
    "no hash": FIRST | {"hash": None},
    "no path": FIRST | {"path": None},
    "a path that is a list": FIRST | {"path": [FIRST["path"]]},
    "no fields": DESCRIPTOR["resources"][1] | {"schema": {}},
    "not even an object": "resources/article.txt",
}


def test_a_damaged_descriptor_is_one_line(tmp_path: Path) -> None:
    """For every command, where something recorded the descriptor, and where nothing did."""
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    for what, resource in DAMAGED.items():
        damaged = json.dumps(DESCRIPTOR | {"resources": [resource]})
        (tmp_path / "datapackage.json").write_text(damaged, encoding="utf-8")
        (tmp_path / "ro-crate-metadata.json").unlink(missing_ok=True)
        assert_one_line(tmp_path, what, ["show", "prisoners_held"], ["trace", RUDIGER])
        shutil.copy(ROOT / "ro-crate-metadata.json", tmp_path)
        assert_one_line(tmp_path, what, ["show", "prisoners_held"], ["verify"])


def assert_one_line(folder: Path, what: str, *asked: list[str]) -> None:
    """Assert that each command of the package in a folder fails in one line."""
    for words in asked:
        with lying_in(folder):
            code, output, errors = answer(*words)
        assert (code, output, len(errors.splitlines())) == (1, "", 1), (what, words)


NAMES = st.sampled_from(
    [*SCHEMAS, "1945-Q2", "prisoners", "*", "..", "", "__class__", "\x1b[31m", "\n"]
)
PARTS = st.one_of(NAMES, st.text(max_size=8))
ADDRESSES = st.one_of(
    st.sampled_from([RUDIGER, ELLIPSIS]), st.lists(PARTS, max_size=5).map("/".join)
)
ASKING = st.one_of(
    st.tuples(st.sampled_from(["trace", "cite", "show", "fields", "compare"]), ADDRESSES),
    st.tuples(st.just("cite"), ADDRESSES, st.just("--style"), PARTS),
    st.tuples(st.just("export"), PARTS.filter(lambda text: "." not in text)),
    st.lists(PARTS, max_size=3).map(tuple),
)


@pytest.mark.parametrize("examples", [40, pytest.param(2000, marks=pytest.mark.slow)])
def test_whatever_is_typed_is_answered(examples: int) -> None:
    """An answer, or one line on standard error; from argparse, usage and a line."""
    check = given(asking=ASKING, encoding=st.sampled_from(ENCODINGS))(assert_answered)
    settings(max_examples=examples, deadline=None)(check)()


def assert_answered(asking: tuple[str, ...], encoding: str) -> None:
    """Assert that a command answers, or says in a line why not."""
    code, output, errors = answer(*asking, encoding=encoding)
    assert code in (0, 1, 2)
    assert (output == "") == (code != 0)
    if code == 1:
        assert errors.startswith("german-pows-ussr: ")
        assert errors.endswith("\n")
        assert errors[:-1].isprintable()
    assert (errors == "") == (code == 0)
