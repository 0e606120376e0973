"""Do the documented examples work for a stranger: from the wheel, in another folder?

pytest runs the same examples in the checkout, where everything lies at hand. Here the wheel is
installed with what the examples say they need, and the checkout is out of sight; one process runs
them all, for most of what they cost is importing.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from installations import Installation, install

from german_pows_ussr.__main__ import main

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXECUTED = [path for path in DOCUMENTS if ">>> " in path.read_text(encoding="utf-8")]
NEEDED = ("altair", "duckdb", "polars", "pyarrow", "matplotlib", "xlsxwriter")


@pytest.fixture(scope="module")
def stranger(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The wheel, its extras, and the libraries that the documents show."""
    (wheel,) = distributions.glob("*.whl")
    installed = install(wheel, tmp_path_factory.mktemp("stranger"))
    installed.add(*NEEDED)
    for path in (*EXECUTED, ROOT / "docs" / "tutorial.py"):
        shutil.copy(path, installed.elsewhere)
    return installed


def examples(text: str) -> int:
    """How many there are."""
    return len(re.findall(r"^ *>>> ", text, re.MULTILINE))


def test_every_snippet_of_the_readme_is_executed() -> None:
    """Each block of code is one of examples, or of commands; what is set in bold is not code."""
    blocks = re.findall(
        r"^```(\w*)\n(.*?)^```", DOCUMENTS[0].read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    for language, block in blocks:
        lines = [line for line in block.splitlines() if line]
        commands = all(line.startswith(("german-pows-ussr ", "make ")) for line in lines)
        assert (language == "python" and lines[0].startswith(">>> ")) or (
            language == "sh" and commands
        )


RUN = """
import doctest, importlib, pathlib, pkgutil, runpy
import german_pows_ussr, matplotlib

def report(name, result):
    print("ran", name, *result)

for path in sorted(pathlib.Path().glob("*.md")):
    report(path, doctest.testfile(path.name, module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE))
for module in sorted(pkgutil.walk_packages(german_pows_ussr.__path__), key=lambda each: each.name):
    if module.name != "__main__":
        imported = importlib.import_module(f"german_pows_ussr.{module.name}")
        report(module.name, doctest.testmod(imported, optionflags=doctest.NORMALIZE_WHITESPACE))
matplotlib.use("Agg")
report("tutorial", (0, len(runpy.run_path("tutorial.py")["rivals"]("died"))))
"""
"""What runs every example and says how many failed and how many there were.

It is a file, and no argument of Python: without one, DuckDB takes the session for an interactive
one, and draws a bar into the output where a query takes two seconds.
"""


@pytest.mark.slow
def test_every_example_works_for_a_stranger(stranger: Installation) -> None:
    """Those of the documents and of the docstrings from top to bottom, and the tutorial."""
    script = stranger.elsewhere / "examples.py"
    script.write_text(RUN, encoding="utf-8")
    done = subprocess.run(
        [stranger.python, "-I", "-W", "error", script.name],
        cwd=stranger.elsewhere, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    *found, tutorial = re.findall(r"^ran (\S+ \d+ \d+)$", done.stdout, re.MULTILINE)
    modules = sorted((ROOT / "src/german_pows_ussr").glob("_*[a-z].py"))
    files = [*((path.name, path) for path in sorted(EXECUTED, key=lambda path: path.name)),
             *((path.stem, path) for path in modules)]  # fmt: skip
    assert found == [f"{name} 0 {examples(path.read_text('utf-8'))}" for name, path in files]
    assert re.fullmatch(r"tutorial 0 [1-9]\d*", tutorial)


def commands() -> list[str]:
    """List each line of the documents that calls the command."""
    text = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    found = re.findall(r"^ *german-pows-ussr (.+)$", text, re.MULTILINE)
    assert len(found) >= 7
    return list(dict.fromkeys(found))


def test_the_commands_of_the_documents(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line that calls it works as it stands there."""
    monkeypatch.chdir(tmp_path)
    for line in commands():
        assert main(shlex.split(line)) == 0, line
        output, errors = capsys.readouterr()
        assert (bool(output), errors) == (True, ""), line


@pytest.mark.slow
def test_the_commands_of_the_documents_work_for_a_stranger(stranger: Installation) -> None:
    """Each of these lines, by the installed command."""
    for line in commands():
        command = [str(stranger.python.with_name("german-pows-ussr")), *shlex.split(line)]
        done = subprocess.run(command, cwd=stranger.elsewhere, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), line
        assert done.stdout
