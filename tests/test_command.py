"""Does the command say what the package says, and behave in a terminal and in a pipe?"""

from __future__ import annotations

import hashlib
import json
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DESCRIPTOR, ROOT, SCHEMAS, rows

import german_pows_ussr as pows

CELL = "prisoners_held/1945-Q2/prisoners"
COMMAND = [sys.executable, "-m", "german_pows_ussr"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command, its output captured."""
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)


def printed(*arguments: str) -> str:
    """What the command prints, when all is well."""
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_alone_it_explains_itself() -> None:
    """Every command with a line of help."""
    text = printed()
    for command in (
        "tables",
        "show",
        "fields",
        "trace",
        "compare",
        "findings",
        "cite",
        "read",
        "export",
        "verify",
        "complete",
    ):
        assert f"\n    {command} " in text


def test_tables_are_listed() -> None:
    """With their numbers of rows and titles."""
    for name, title in pows.tables().items():
        assert f"{name}  " in printed("tables")
        assert f"{len(rows(name))}  {title}\n" in printed("tables")


@pytest.mark.parametrize("table", SCHEMAS)
def test_a_table_is_shown_in_three_forms(table: str) -> None:
    """Aligned for reading; as the published bytes; as JSON with the types of the schema."""
    lines = printed("show", table).splitlines()
    assert lines[0].split() == [field["name"] for field in SCHEMAS[table]["fields"]]
    assert set(lines[1]) == {"-", " "}
    assert len(lines) == len(rows(table)) + 2
    published = (ROOT / f"resources/{table}.csv").read_text(encoding="utf-8")
    assert printed("show", table, "--csv") == published
    records = json.loads(printed("show", table, "--json"))
    assert records == json.loads(
        json.dumps(
            [{name: typed(table, name, text) for name, text in row.items()} for row in rows(table)]
        )
    )


def typed(table: str, name: str, text: str) -> object:
    """A cell as the schema types it."""
    (kind,) = (field["type"] for field in SCHEMAS[table]["fields"] if field["name"] == name)
    readers: dict[str, Callable[[str], object]] = {
        "integer": int,
        "number": float,
        "boolean": lambda text: text == "true",
    }
    return readers.get(kind, str)(text) if text else None


def test_numbers_stand_under_each_other() -> None:
    """A column of numbers is flush right."""
    lines = printed("show", "prisoners_held").splitlines()
    end = lines[0].index("prisoners") + len("prisoners")
    assert all(line[end - 1].isdigit() and line[end : end + 2] == "  " for line in lines[2:])


def test_fields_are_explained() -> None:
    """Each column of the table, and each term of its vocabulary."""
    text = " ".join(printed("fields", "statements").split())
    for field in SCHEMAS["statements"]["fields"]:
        assert " ".join(field["description"].split()) in text
        assert all(
            f"- {term}: {meaning}" in text for term, meaning in field.get("vocabulary", {}).items()
        )


def test_a_cell_is_traced_and_cited() -> None:
    """As from Python."""
    assert printed("trace", CELL) == f"{pows.trace(*CELL.split('/'))}\n"
    assert printed("cite") == f"{pows.cite()}\n"
    assert printed("cite", "events") == f"{pows.cite('events')}\n"
    assert (
        printed("cite", CELL, "--style", "ris") == f"{pows.cite(*CELL.split('/'), style='ris')}\n"
    )
    assert printed("cite", f"#{CELL}", "--findings") == f"{pows.cite(CELL, findings=True)}\n"


def test_rivals_are_compared() -> None:
    """One line for each figure, with what it conflicts with; without a measure, the measures."""
    lines = printed("compare", "captured").splitlines()
    assert len(lines) == len(pows.compare("captured")) + 2
    (nkvd,) = (line for line in lines if line.startswith("2,733,739"))
    assert "conflicts with 3,060,000 (Commission headed by Erich Maschke)" in nkvd
    for measure, meaning in pows.compare()[["measure", "meaning"]].to_numpy():
        assert re.search(rf"^{measure} +\d+  {re.escape(meaning)}$", printed("compare"), re.M)


def test_findings_are_listed() -> None:
    """One line for each, of everything or of an address; of what is no figure it says so."""
    for address in ([], [CELL], ["prisoners_held"]):
        found = pows.findings(*address)
        lines = printed("findings", *address).splitlines()
        assert len(lines) == len(found) + 2
        assert all(says in line for says, line in zip(found["says"], lines[2:], strict=True))
    assert printed("findings", "events") == "no finding concerns events\n"


def test_the_files_are_verified() -> None:
    """The hash can be held against that of the release."""
    described = pows.path("article", "txt").parents[1] / "datapackage.json"
    digest = hashlib.sha256(described.read_bytes()).hexdigest()
    assert printed("verify") == (
        f"{len(pows.verify())} files are the published ones, "
        f"if this is the SHA-256 of datapackage.json\n{digest}\n"
    )


def test_a_file_is_exported(tmp_path: Path) -> None:
    """Named in the answer; what cannot be written is one line on standard error."""
    target = tmp_path / "all.json"
    assert printed("export", str(target)) == f"{target} written\n"
    assert target.is_file()
    for refused in (["all.ods"], ["all.xlsx", "events"], [str(tmp_path / "no" / "folder.json")]):
        done = run("export", *refused)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_the_version_is_that_of_the_data() -> None:
    """With the name of the command."""
    assert printed("--version") == f"german-pows-ussr {DESCRIPTOR['version']}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "nope"], "no table 'nope' in german-pows-ussr; there are prisoners_held, "),
        (["fields", "nope"], "no table 'nope'"),
        (["trace", "nope"], "'nope' is not the address of a cell: TABLE/ROW/FIELD expected"),
        (["trace", "prisoners_held/1945-Q9/prisoners"], "did you mean prisoners_held/1945-Q4/prisoners"),
        (["findings", "prisoners_held/1945-Q9"], "no row '1945-Q9' in table prisoners_held"),
        (["cite", "--findings"], "findings are cited with a cell"),
        (["compare", "deaths"], "no measure 'deaths'"),
        (["cite", "nope"], "no table 'nope'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_a_mistake_is_one_line_on_standard_error(arguments: list[str], message: str) -> None:
    """No traceback; exit code 1, and 2 for what the command line itself does not take."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("german-pows-ussr: ")
    assert message in line
    assert run("nope").returncode == 2


def test_a_pipe_that_closes_early_is_no_error() -> None:
    """`| head -1` ends quietly."""
    shell = f"{shlex.join(COMMAND)} show provenance | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("resource")
    assert len(done.stdout.splitlines()) == 1


def in_terminal(environment: dict[str, str]) -> str:
    """What a terminal receives from ``trace``."""
    leader, follower = pty.openpty()
    subprocess.run(
        [*COMMAND, "trace", CELL], stdout=follower, env=os.environ | environment, check=True
    )
    os.close(follower)
    received = os.read(leader, 100_000).decode()
    os.close(leader)
    return received


def test_colour_is_for_terminals_that_want_it() -> None:
    """The marks are red; not with NO_COLOR, and never in a pipe."""
    plain = dict.fromkeys(("NO_COLOR",), "")
    assert "\033[1;31m" in in_terminal(plain)
    assert "\033" not in in_terminal({"NO_COLOR": "1"})
    assert "\033" not in printed("trace", CELL)


def completed(*words: str) -> list[str]:
    """What bash offers for the last of these words."""
    offer = f"""
eval "$({shlex.join(COMMAND)} complete bash)"
COMP_WORDS=(german-pows-ussr {" ".join(f"'{word}'" for word in words)}); COMP_CWORD={len(words)}
_shtab_german_pows_ussr
printf '%s\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["bash", "-c", offer], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


def test_a_shell_completes_what_there_is() -> None:
    """Commands, tables, measures, and the addresses of cells."""
    assert completed("tr") == ["trace"]
    assert completed("show", "prisoners_") == ["prisoners_held", "prisoners_by_nationality"]
    assert completed("compare", "died_s") == ["died_share"]
    for command in ("trace", "findings", "read"):
        offered = completed(command, "prisoners_held/1945-Q2/p")
        assert offered == ["prisoners_held/1945-Q2/prisoners"]
    assert completed("cite", "--style", "bib") == ["bibtex"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_script_is_printed_for_each_shell(shell: str) -> None:
    """With every table in it."""
    script = printed("complete", shell)
    assert all(table in script for table in SCHEMAS)
