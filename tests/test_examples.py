"""Do the documented examples work for a stranger: from the wheel, in another folder?

pytest runs the same examples in the checkout, where everything lies at hand. Here the wheel is
installed with what the examples say they need, and the checkout is out of sight.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from installations import Installation, install

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXECUTED = [path for path in DOCUMENTS if ">>> " in path.read_text(encoding="utf-8")]
NEEDED = ("altair", "duckdb", "polars", "pyarrow", "matplotlib", "xlsxwriter", "pyreadstat")


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


@pytest.mark.parametrize("path", EXECUTED, ids=lambda path: path.name)
def test_those_of_the_documents(stranger: Installation, path: Path) -> None:
    """All of them, from top to bottom."""
    code = f"""
import doctest
print(*doctest.testfile({path.name!r}, module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE))
"""
    assert stranger.run(code).split() == ["0", str(examples(path.read_text(encoding="utf-8")))]


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


def test_those_of_the_docstrings(stranger: Installation) -> None:
    """All of them, in each module."""
    modules = sorted((ROOT / "src/german_pows_ussr").glob("_*[a-z].py"))
    code = f"""
import doctest, importlib
for name in {[path.stem for path in modules]}:
    module = importlib.import_module(f'german_pows_ussr.{{name}}')
    print(name, *doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE))
"""
    assert stranger.run(code).splitlines() == [
        f"{path.stem} 0 {examples(path.read_text(encoding='utf-8'))}" for path in modules
    ]


def test_the_tutorial(stranger: Installation) -> None:
    """From top to bottom, without a screen."""
    code = """
import matplotlib, runpy
matplotlib.use("Agg")
print(len(runpy.run_path("tutorial.py")["rivals"]("died")))
"""
    assert int(stranger.run(code).splitlines()[-1]) > 0


def test_the_commands_of_the_documents(stranger: Installation) -> None:
    """Each line that calls it, as it stands there, by the installed command."""
    text = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    lines = re.findall(r"^ *german-pows-ussr (.+)$", text, re.MULTILINE)
    assert len(lines) >= 7
    for line in lines:
        command = [str(stranger.python.with_name("german-pows-ussr")), *line.split()]
        done = subprocess.run(command, cwd=stranger.elsewhere, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), line
        assert done.stdout
