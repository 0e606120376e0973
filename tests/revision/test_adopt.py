"""Does adopting a revision carry over what is certain, mark what an editor must see, and no more?"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO

import pytest
from conftest import ARTICLE, ROOT, Checkout, copy_checkout
from faults.builds import disk_of
from marked_up import WRITERS
from revisions import KRIVOSHEEV

import diff
from publication.release import build_lock
from revision import adoption
from transcription.refusal import Refusal

Adopt = Callable[..., str]


def revised(*edits: tuple[str, str]) -> str:
    """Change some words of the article, each of which stands there once."""
    text = ARTICLE
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture
def adopt(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> Adopt:
    """Adopt a text in a copy of the checkout, and return what was printed."""

    def adopt(text: str, *options: str, code: int = 0) -> str:
        file = checkout.root / "newer"
        file.write_text(text, encoding="utf-8")
        done = adoption.main([str(file), *options], checkout.root)
        printed = capsys.readouterr()
        assert done == code, printed.err
        return printed.err if code else printed.out

    return adopt


def run(checkout: Checkout, script: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the copy."""
    checkout.add_scripts()
    command = [sys.executable, "-B", str(checkout.root / "scripts" / f"{script}.py"), *options]
    return subprocess.run(command, cwd=checkout.root, capture_output=True, text=True, check=False)


def build(checkout: Checkout) -> None:
    """Build in the copy."""
    done = run(checkout, "build")
    assert done.returncode == 0, done.stderr


def confirm(checkout: Checkout) -> None:
    """Read the one sentence for which the build asks, and build."""
    (digest,) = re.findall(r"READ='(\w+)'", run(checkout, "build").stderr)
    assert run(checkout, "confirm", digest).returncode == 0
    build(checkout)


def knowledge(checkout: Checkout, name: str) -> str:
    """Read a knowledge file of the copy."""
    return (checkout.root / "scripts" / "article" / name).read_text(encoding="utf-8")


def lines_that_differ(before: str, after: str) -> list[str]:
    """Return the changed lines of a file to which none was added."""
    pairs = list(zip(before.split("\n"), after.split("\n"), strict=True))
    return [new for old, new in pairs if old != new]


def version(checkout: Checkout) -> diff.Version:
    """Read the published package of the copy."""
    return diff.read_package(lambda path: (checkout.root / path).read_bytes())


def files(checkout: Checkout) -> dict[str, bytes]:
    """Read the files that adopting may write, and any that it may have left behind."""
    folders = (checkout.root / "resources", checkout.root / "scripts" / "article")
    paths = [path for folder in folders for path in folder.iterdir() if path.is_file()]
    return {str(path): path.read_bytes() for path in paths}


FIGURE = ("| Polish | 60,277 |", "| Polish | 60,278 |")
STATEMENT = ("out of 2,388,000 POWs", "out of 2,389,000 POWs")
SENTENCE = "It is known that 6,000 German officers were sent from the West to the Sachsenhausen concentration camp (one of the NKVD special camps at the time) and from there to POW camps. "
MOVED = ((SENTENCE, ""), ("The West German government", SENTENCE + "The West German government"))
HEADING = ("==German estimates==", "==Estimates of the Germans==")
TABLE_HEADING = ("==Soviet statistics==", "==Statistics of the Soviets==")
SPEAKER = ("Edward Peterson", "Andrew Rigby")
GONE = (KRIVOSHEEV, "")
ADDED = ("were not released until 1955.", "were not released until 1955. Another 12,345 stayed.")


@dataclass(frozen=True)
class Adopted:
    """A copy of the checkout in which a text was adopted, and what was printed."""

    checkout: Checkout
    text: str
    printed: list[str]


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Adopted:
    """Adopt a text with certain and uncertain changes of every kind."""
    text = revised(FIGURE, STATEMENT, *MOVED, HEADING, SPEAKER, GONE, ADDED)
    checkout = copy_checkout(tmp_path_factory.mktemp("adopted"))
    file = checkout.root / "newer"
    file.write_text(WRITERS["html"](text), encoding="utf-8")
    printed = StringIO()
    with redirect_stdout(printed):
        options = ["--revision", "1234567", "--retrieved", "2026-11-24"]
        assert adoption.main([str(file), *options], checkout.root) == 0
    return Adopted(checkout, text, printed.getvalue().split("\n"))


def test_what_is_certain_is_carried_over_and_no_more(adopted: Adopted) -> None:
    """A changed figure gets its words and a comment; a moved sentence and a heading are followed."""
    before = (ROOT / "scripts" / "article" / "statements.toml").read_text(encoding="utf-8")
    changed = lines_that_differ(before, knowledge(adopted.checkout, "statements.toml"))
    sections = [line for line in changed if line.startswith("section")]
    assert set(sections) == {'section = "Estimates of the Germans"'}
    assert len(sections) == before.count('section = "German estimates"') + 1
    assert [line for line in changed if line not in sections] == [
        'quote = "According to Richard Overy, Russian sources state that 356,000 out of 2,389,000 POWs died in Soviet captivity"',
        'part_of = { history-overy-accounted = "356,000 out of 2,389,000" } # check: was "356,000 out of 2,388,000"',
        'value = { integer = "2,389,000" } # check: was "2,388,000"',
    ]


def test_what_is_not_certain_is_left_and_listed(adopted: Adopted) -> None:
    """A speaker exchanged and a sentence gone, with the entries of each; and a new figure."""
    left = {
        line.split(", ")[1].split(":")[0] for line in adopted.printed if line.startswith("left")
    }
    assert left == {
        "history-peterson-transferred", "peterson", "history-krivosheev-accounted",
        "history-krivosheev-died", "history-krivosheev-died-germans",
        "history-krivosheev-died-others", "krivosheev-russian-edition",
        "populations.german_military",
    }  # fmt: skip
    assert any("numeral 12,345" in line for line in adopted.printed)


def test_the_text_is_pinned_with_its_revision_and_its_day(adopted: Adopted) -> None:
    """The hash is that of the new text; the description is marked for the editor."""
    source = tomllib.loads(knowledge(adopted.checkout, "package.toml"))["source"]
    article = adopted.checkout.article.read_bytes()
    assert article.decode() == adopted.text
    assert source["sha256"] == hashlib.sha256(article).hexdigest()
    assert (source["revision"], source["retrieved"]) == ("1234567", "2026-11-24")
    assert "check: " in knowledge(adopted.checkout, "package.toml")


def test_an_unknown_revision_forgets_that_of_the_text_before() -> None:
    """Without a number the new text has none, and not the old one."""
    package = (
        '[source]\ndescription = "x"\nsha256 = "0"\nrevision = "1"\nretrieved = "2026-01-01"\n'
    )
    source = tomllib.loads(adoption.pin(package, "text", None, None))["source"]
    assert set(source) == {"description", "sha256"}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["html", "plain", "render"])
def test_the_pinned_text_is_adopted_without_a_trace(
    checkout: Checkout, adopt: Adopt, form: str
) -> None:
    """Marked up and unchanged, it leaves every file as it was."""
    before = files(checkout)
    assert "nothing to adopt" in adopt(WRITERS[form](ARTICLE))
    assert files(checkout) == before


def test_an_option_that_makes_no_sense_is_refused(checkout: Checkout, adopt: Adopt) -> None:
    """A number and a day are expected; nothing is written."""
    before = files(checkout)
    for option, value in (("--revision", "latest"), ("--retrieved", "24 November")):
        printed = adopt(revised(FIGURE), option, value, code=2)
        assert re.fullmatch(r"adopt: .* expected, such as .*\n", printed), option
    assert files(checkout) == before


def test_nothing_is_written_unless_all_of_it_can_be(checkout: Checkout) -> None:
    """A disk that takes the article, but not the larger file of entries: all stays as it was."""
    before = files(checkout)
    newer = {"resources/article.txt": "x", "scripts/article/statements.toml": "x" * 20_000}
    with disk_of(10_000), pytest.raises(Refusal, match="nothing was published: "):
        adoption.write_all(newer, checkout.root)
    assert files(checkout) == before


@pytest.mark.slow
def test_it_waits_for_a_build(checkout: Checkout) -> None:
    """Only one command at a time writes what is published."""
    file = checkout.root / "newer"
    file.write_text(revised(FIGURE), encoding="utf-8")
    command = [sys.executable, "-B", str(checkout.root / "scripts/adopt.py"), str(file)]
    checkout.add_scripts()
    with build_lock(checkout.root):
        waiting = subprocess.Popen(command, cwd=checkout.root, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr
        assert "waiting for it" in waiting.stderr.readline()
        before = files(checkout)
    waiting.communicate()
    assert waiting.returncode == 0
    assert files(checkout) != before


@pytest.mark.slow
def test_a_changed_figure_of_a_table_becomes_its_value_and_nothing_else(
    checkout: Checkout, adopt: Adopt
) -> None:
    """Adopted and built: that cell, what is computed from it, and the revision in the descriptor."""
    before = version(checkout)
    adopt(WRITERS["html"](revised(FIGURE)), "--revision", "1234567", "--retrieved", "2026-11-24")
    build(checkout)
    lines = [one.line for one in diff.differences(before, version(checkout))]
    compared = [line for line in lines if " findings/" in line]
    values = [line for line in lines
              if line.startswith(("~ prisoners_", "~ statements/"))]  # fmt: skip
    assert "~ prisoners_by_nationality/Polish/accounted_for: 60277 -> 60278" in values
    assert all(re.search(r"60,?27[78]", line) for line in values), values
    assert {re.split("[/:]", line)[1] for line in compared} == {
        "accounted-for-polish", "died-percent-polish", "total-accounted-for",
        "history-krivosheev-accounted-and-polish-accounted-for",
    }  # fmt: skip
    resources = version(checkout).descriptor["resources"]
    article = next(one for one in resources if one["name"] == "article")
    assert article["sources"][0]["path"].endswith(
        "/w/index.php?title=German_prisoners_of_war_in_the_Soviet_Union&oldid=1234567"
    )
    assert article["sources"][0]["version"] == "1234567"
    assert article["retrieved"] == "2026-11-24"


@pytest.mark.slow
def test_a_changed_figure_of_the_prose_is_read_again_by_somebody(
    checkout: Checkout, adopt: Adopt
) -> None:
    """The build asks for the sentence, and then gives the value."""
    before = version(checkout)
    adopt(revised(STATEMENT))
    confirm(checkout)
    lines = [one.line for one in diff.differences(before, version(checkout))]
    cells = {line.split()[1].rstrip(":") for line in lines if line.startswith("~ statements/")}
    key = "statements/history-overy-accounted"
    assert cells == {
        f"{key}/{name}" for name in ("value", "printed_low", "printed_high", "printed")
    }
    assert f"~ {key}/value: 2388000 -> 2389000" in lines


@pytest.mark.slow
def test_a_moved_sentence_needs_no_reading(checkout: Checkout, adopt: Adopt) -> None:
    """The build goes through as it is."""
    adopt(revised(*MOVED))
    build(checkout)


@pytest.mark.slow
def test_a_heading_of_another_name_is_read_again(checkout: Checkout, adopt: Adopt) -> None:
    """The heading alone, none of the sentences below it."""
    adopt(revised(TABLE_HEADING))
    table = knowledge(checkout, "prisoners_by_nationality.toml")
    assert 'section = "Statistics of the Soviets"' in table
    confirm(checkout)


@pytest.mark.slow
def test_a_comment_that_is_there_is_kept(checkout: Checkout, adopt: Adopt) -> None:
    """The mark is added to it; a second revision adds its own."""
    key = 'value = { integer = "2,388,000" }'
    checkout.edit("scripts/article/statements.toml", key, f"{key} # as the editor says")
    for step in (STATEMENT, ("out of 2,389,000 POWs", "out of 2,390,000 POWs")):
        adopt(checkout.article.read_text(encoding="utf-8").replace(*step))
        confirm(checkout)
    expected = 'value = { integer = "2,390,000" } # as the editor says; check: was "2,388,000"; check: was "2,389,000"'
    assert expected in knowledge(checkout, "statements.toml")
