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
from conftest import DESCRIPTOR, ROOT, SCHEMAS, rows, typed

import german_pows_ussr as pows
from german_pows_ussr.__main__ import main

CELL = "prisoners_held/1945-Q2/prisoners"
COMMAND = [sys.executable, "-m", "german_pows_ussr"]


Run = Callable[..., tuple[int, str, str]]
Printed = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: its exit code, its output and its errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as refused:
            code = int(str(refused.code))
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def printed(run: Run) -> Printed:
    """Run the command and return what it prints, when all is well."""

    def printed(*arguments: str) -> str:
        code, output, errors = run(*arguments)
        assert (code, errors) == (0, ""), arguments
        return output

    return printed


def test_the_command_runs_as_a_program() -> None:
    """As ``python -m``, with what the same call prints in this process."""
    done = subprocess.run([*COMMAND, "trace", CELL], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"{pows.trace(CELL)}\n", "")


def test_alone_it_explains_itself(printed: Printed) -> None:
    """Every command with a line of help."""
    commands = [
        "answer",
        "tables",
        "show",
        "fields",
        "compare",
        "find",
        "trace",
        "findings",
        "cite",
        "read",
        "export",
        "verify",
    ]
    found = re.findall(r"^    (\w+) +\S", printed(), re.MULTILINE)
    assert found == commands


def test_tables_are_listed(printed: Printed) -> None:
    """With their groups, their numbers of rows and their titles, data first."""
    lines = printed("tables").splitlines()[2:]
    listed = [line.split(maxsplit=3) for line in lines]
    titles = pows.tables()
    assert [name for _, name, _, _ in listed] == list(titles)
    assert [[int(count), title] for _, _, count, title in listed] == [
        [len(rows(name)), title] for name, title in titles.items()
    ]
    groups = [group for group, *_ in listed]
    assert (groups[0], groups[-1]) == ("data", "audit")
    assert groups == sorted(groups, reverse=True)


def test_a_table_is_shown_in_three_forms(printed: Printed) -> None:
    """Aligned for reading; as the published bytes; as JSON with the types of the schema."""
    for table, schema in SCHEMAS.items():
        lines = printed("show", table).splitlines()
        assert lines[0].split() == [field["name"] for field in schema["fields"]]
        assert set(lines[1]) == {"-", " "}
        assert len(lines) == len(rows(table)) + 2
        published = (ROOT / f"resources/{table}.csv").read_text(encoding="utf-8")
        assert printed("show", table, "--csv") == published
        records = json.loads(printed("show", table, "--json"))
        assert records == json.loads(json.dumps(typed(table), default=str)), table


def test_numbers_stand_under_each_other(printed: Printed) -> None:
    """A column of numbers is flush right."""
    lines = printed("show", "prisoners_held").splitlines()
    end = lines[0].index("prisoners") + len("prisoners")
    assert all(line[end - 1].isdigit() and line[end : end + 2] == "  " for line in lines[2:])


def test_fields_are_explained(printed: Printed) -> None:
    """Each column of the table, and each term of its vocabulary."""
    text = " ".join(printed("fields", "statements").split())
    for field in SCHEMAS["statements"]["fields"]:
        assert " ".join(field["description"].split()) in text
        assert all(
            f"{term}: {meaning}" in text for term, meaning in field.get("vocabulary", {}).items()
        )


def test_a_cell_is_traced_and_cited(printed: Printed) -> None:
    """As from Python."""
    assert printed("trace", CELL) == f"{pows.trace(CELL)}\n"
    assert printed("cite") == f"{pows.cite()}\n"
    assert printed("cite", "events") == f"{pows.cite('events')}\n"
    assert printed("cite", CELL, "--style", "ris") == f"{pows.cite(CELL, style='ris')}\n"
    assert printed("cite", f"#{CELL}", "--findings") == f"{pows.cite(CELL, findings=True)}\n"


def test_figures_are_compared_and_found(printed: Printed) -> None:
    """What is asked from Python; without a topic, the topics."""
    for topic in ("captured", "died"):
        assert printed("compare", topic) == f"{pows.compare(topic)!r}\n"
    assert "undated figures were left out" in printed("compare", "captured", "--when", "1945")
    for none in ([], ["--full"]):
        answer = printed("compare", "held", "--when", "1930", *none)
        assert answer.startswith("no dated figure is of that time\n")
        assert "conflicts" not in answer
    listed = " ".join(printed("compare").split())
    for topic, meaning in pows.compare()[["topic", "meaning"]].to_numpy():
        assert f"topic {topic} " in listed
        assert meaning in listed
    for sought in ("381,067", "Stalingrad"):
        assert printed("find", sought) == f"{pows.find(sought)!r}\n"


def test_a_comparison_is_a_line_for_each_claim(printed: Printed) -> None:
    """In 80 columns: repeats folded, conflicts marked, the many parts of a table in one line."""
    lines = printed("compare", "died").splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) < 35
    start = lines.index("died: german prisoners")
    assert [line.split("  ")[0] for line in lines[start + 1 : start + 4]] == [
        "! 381,067", "! 1,094,250", "! 549,360",
    ]  # fmt: skip
    assert lines[start + 1].split()[-2:] == ["also", "3"]
    assert "  700,000, plausible   Rüdiger Overmans" in "\n".join(lines)
    assert "12 more in prisoners_by_nationality, died_in_captivity" in lines
    shown = [line for line in lines if line[:2] in ("! ", "  ") and line[2] != " "]
    folded = sum(int(line.split()[0]) for line in lines if " more in " in line)
    assert len(shown) + folded == len(pows.compare("died"))
    figures = {line[2:22].strip(): line[0] == "!" for line in shown}
    for printed_as in ("381,067", "1,979", "35.8 percent", "363,000"):
        known = pows.findings(pows.find(printed_as)["figure"].iloc[0])["finding"]
        assert figures[printed_as] == ("conflict" in set(known)), printed_as
    total = printed("compare", "returned")
    assert "2,352,672            Soviet NKVD figures" in total


def test_findings_are_listed(printed: Printed) -> None:
    """One line for each, of everything or of an address; of what is no figure it says so."""
    for address in ([], [CELL], ["prisoners_held"]):
        found = pows.findings(*address)
        lines = printed("findings", *address).splitlines()
        assert len(lines) == len(found) + 2
        assert all(says in line for says, line in zip(found["says"], lines[2:], strict=True))
    assert printed("findings", "events") == "no finding concerns events\n"


def test_the_files_are_verified(printed: Printed) -> None:
    """The hash can be compared with that of the release; what was not compared is said."""
    described = pows.path("article", "txt").parents[1] / "datapackage.json"
    digest = hashlib.sha256(described.read_bytes()).hexdigest()
    assert printed("verify") == (
        f"{len(pows.verify().files)} files match their published SHA-256, if this is the "
        f"release's:\n{digest}  datapackage.json\n"
        "code, page and pictures of a checkout were not compared: ask git\n"
    )


def test_a_file_is_exported(tmp_path: Path, run: Run, printed: Printed) -> None:
    """Named in the answer; what cannot be written is one line on standard error."""
    target = tmp_path / "all.json"
    assert printed("export", str(target)) == f"{target} written\n"
    assert target.is_file()
    for refused in (["all.ods"], ["all.xlsx", "events"], [str(tmp_path / "no" / "folder.json")]):
        code, output, errors = run("export", *refused)
        assert (code, output, len(errors.splitlines())) == (1, "", 1)


def test_the_version_is_that_of_the_data(printed: Printed) -> None:
    """With the name of the command."""
    assert printed("--version") == f"german-pows-ussr {DESCRIPTOR['version']}\n"


MISTAKES: list[tuple[list[str], str]] = [
    (["show", "nope"], "no table 'nope' in german-pows-ussr; there are figures, "),
    (["fields", "nope"], "no table 'nope'"),
    (["trace", "nope"], "no table 'nope'"),
    (["trace", "events"], "'events' is no cell; did you mean "),
    (["trace", "prisoners_held/1945-Q9/prisoners"], "did you mean prisoners_held/1945-Q4/prisoners"),
    (["findings", "prisoners_held/1945-Q9"], "no row '1945-Q9' in table prisoners_held"),
    (["cite", "--findings"], "findings are cited with a cell"),
    (["compare", "deaths"], "no topic or measure 'deaths'"),
    (["find", "381,068"], "did you mean 381,067"),
    (["cite", "nope"], "no table 'nope'"),
]  # fmt: skip


def test_a_mistake_is_one_line_on_standard_error(run: Run) -> None:
    """No traceback; exit code 1, and 2 for what the command line itself does not take."""
    for arguments, message in MISTAKES:
        code, output, errors = run(*arguments)
        (line,) = errors.splitlines()
        assert (code, output) == (1, ""), arguments
        assert line.startswith("german-pows-ussr: "), arguments
        assert message in line
    assert run("nope")[0] == 2


def test_a_pipe_that_closes_early_is_no_error() -> None:
    """`| head -1` ends quietly."""
    shell = f"{shlex.join(COMMAND)} show evidence | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("address")
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


@pytest.mark.slow
def test_colour_is_for_terminals_that_want_it(printed: Printed) -> None:
    """The marks are red; not with NO_COLOR, and never in a pipe."""
    plain = dict.fromkeys(("NO_COLOR",), "")
    assert "\033[1;31m" in in_terminal(plain)
    assert "\033" not in in_terminal({"NO_COLOR": "1"})
    assert "\033" not in printed("trace", CELL)
