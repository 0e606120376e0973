"""Does adopting a revision carry along what is certain, mark what an editor must see, and no more?"""

from __future__ import annotations

import hashlib
import re
import resource
import subprocess
import sys
import tomllib

import pytest
from conftest import ARTICLE, Checkout
from marked_up import WRITERS

import diff
from publication.release import build_lock


def revised(*edits: tuple[str, str]) -> str:
    """The article with some words, each of which stands there once, changed."""
    text = ARTICLE
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def adopt(
    checkout: Checkout, text: str, *options: str, form: str = "wikitext"
) -> subprocess.CompletedProcess[str]:
    """What ``make adopt`` runs, in a copy."""
    file = checkout.root / "newer"
    file.write_text(WRITERS[form](text), encoding="utf-8")
    return run(checkout, "adopt", str(file), *options)


def run(checkout: Checkout, script: str, *options: str) -> subprocess.CompletedProcess[str]:
    """A command of the copy."""
    command = [sys.executable, "-B", str(checkout.root / "scripts" / f"{script}.py"), *options]
    return subprocess.run(command, cwd=checkout.root, capture_output=True, text=True, check=False)


def knowledge(checkout: Checkout, name: str) -> str:
    """A knowledge file of the copy."""
    return (checkout.root / "scripts" / "article" / name).read_text(encoding="utf-8")


def lines_that_differ(before: str, after: str) -> list[str]:
    """The new lines of a file of which no line came or went."""
    pairs = list(zip(before.split("\n"), after.split("\n"), strict=True))
    return [new for old, new in pairs if old != new]


def version(checkout: Checkout) -> diff.Version:
    """The published package of the copy."""
    return diff.read_package(lambda path: (checkout.root / path).read_bytes())


FIGURE = ("| Polish | 60,277 |", "| Polish | 60,278 |")
STATEMENT = ("out of 2,388,000 POWs", "out of 2,389,000 POWs")
COMPUTED = ("low", "high", "difference", "finding", "summary", "truncation", "value")


def test_a_changed_figure_of_a_table_becomes_its_value_and_nothing_else(checkout: Checkout) -> None:
    """Adopted, built and compared: that cell, and what is computed from it."""
    before = version(checkout)
    assert adopt(checkout, revised(FIGURE), form="html").returncode == 0
    built = checkout.build()
    assert built.returncode == 0, built.stderr
    lines = [one.line for one in diff.differences(before, version(checkout))]
    values = [line for line in lines if " reconciliation/" not in line and "/numerals/" not in line]
    assert "~ prisoners_by_nationality/Polish/accounted_for: 60277 -> 60278" in values
    assert all(re.search(r"60,?27[78]", line) for line in values), values
    compared = [line for line in lines if " reconciliation/" in line]
    assert {re.split("[/:]", line)[1] for line in compared} == {
        "accounted-for-polish", "died-percent-polish", "total-accounted-for",
        "history-krivosheev-accounted-and-polish-accounted-for",
    }  # fmt: skip


def test_a_changed_figure_of_the_prose_is_read_anew_by_somebody(checkout: Checkout) -> None:
    """The entry gets its words and a mark; the build asks for the sentence, and then gives the value."""
    before, statements = version(checkout), knowledge(checkout, "statements.toml")
    told = adopt(checkout, revised(STATEMENT))
    assert told.returncode == 0, told.stderr
    changed = lines_that_differ(statements, knowledge(checkout, "statements.toml"))
    assert changed == [
        'quote = "According to Richard Overy, Russian sources state that 356,000 out of 2,389,000 POWs died"',
        'part_of = { history-overy-accounted = "356,000 out of 2,389,000" } # check: was "356,000 out of 2,388,000"',
        'value = { integer = "2,389,000" } # check: was "2,388,000"',
    ]
    refused = checkout.build()
    assert refused.returncode == 1
    (digest,) = re.findall(r"READ='(\w+)'", refused.stderr)
    assert run(checkout, "confirm", digest).returncode == 0
    built = checkout.build()
    assert built.returncode == 0, built.stderr
    lines = [one.line for one in diff.differences(before, version(checkout))]
    cells = {line.split()[1].rstrip(":") for line in lines if line.startswith("~ statements/")}
    key = "statements/history-overy-accounted"
    assert cells == {f"{key}/value", f"{key}/low", f"{key}/high", f"{key}/printed"}
    assert f"~ {key}/value: 2388000 -> 2389000" in lines


def test_the_pin_its_revision_and_its_day_are_published(checkout: Checkout) -> None:
    """The hash of the new text; the descriptor leads to the revision, and says when it was taken."""
    told = adopt(checkout, revised(FIGURE), "--revision", "1234567", "--retrieved", "2026-11-24")
    assert told.returncode == 0, told.stderr
    source = tomllib.loads(knowledge(checkout, "package.toml"))["source"]
    assert source["sha256"] == hashlib.sha256(checkout.article.read_bytes()).hexdigest()
    assert "check: " in knowledge(checkout, "package.toml")
    assert checkout.build().returncode == 0
    descriptor = version(checkout).descriptor
    resource = next(one for one in descriptor["resources"] if one["name"] == "article")
    assert resource["sources"][0]["path"].endswith(
        "/w/index.php?title=German_prisoners_of_war_in_the_Soviet_Union&oldid=1234567"
    )
    assert resource["sources"][0]["version"] == "1234567"
    assert resource["retrieved"] == "2026-11-24"


def test_an_unknown_revision_forgets_that_of_the_text_before(checkout: Checkout) -> None:
    """Without a number the new text has none, and not the old one."""
    adopt(checkout, revised(FIGURE), "--revision", "1234567", "--retrieved", "2026-11-24")
    assert checkout.build().returncode == 0
    assert adopt(checkout, revised(("| Dutch | 4,730 |", "| Dutch | 4,731 |"))).returncode == 0
    source = tomllib.loads(knowledge(checkout, "package.toml"))["source"]
    assert {"revision", "retrieved"} & set(source) == set()


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_the_pinned_text_is_adopted_without_a_trace(checkout: Checkout, form: str) -> None:
    """Marked up and unchanged, it leaves every file as it was."""
    before = files(checkout)
    told = adopt(checkout, ARTICLE, form=form)
    assert told.returncode == 0
    assert "nothing to adopt" in told.stdout
    assert files(checkout) == before


def files(checkout: Checkout) -> dict[str, bytes]:
    """The files that adopting may write, and any that it may have left behind."""
    found = [
        *(checkout.root / "resources").iterdir(),
        *(checkout.root / "scripts" / "article").iterdir(),
    ]
    return {str(path): path.read_bytes() for path in found if path.is_file()}


SENTENCE = "It is known that 6,000 German officers were sent from the West to the Sachsenhausen concentration camp (one of the NKVD special camps at the time) and from there to POW camps. "


def test_a_sentence_that_moved_needs_nothing(checkout: Checkout) -> None:
    """Its entries follow it into another section, and the build goes through as it is."""
    text = revised(
        (SENTENCE, ""), ("The West German government", SENTENCE + "The West German government")
    )
    statements = knowledge(checkout, "statements.toml")
    assert adopt(checkout, text).returncode == 0
    changed = lines_that_differ(statements, knowledge(checkout, "statements.toml"))
    assert changed == ['section = "German estimates"']
    built = checkout.build()
    assert built.returncode == 0, built.stderr


def test_a_section_of_another_name_is_followed(checkout: Checkout) -> None:
    """Every entry below the heading names it; the sentences need no new reading but for the heading."""
    text = revised(("==Soviet statistics==", "==Statistics of the Soviets=="))
    assert adopt(checkout, text).returncode == 0
    assert 'Soviet statistics"' not in knowledge(checkout, "statements.toml")
    assert 'section = "Statistics of the Soviets"' in knowledge(
        checkout, "prisoners_by_nationality.toml"
    )
    (digest,) = re.findall(r"READ='(\w+)'", checkout.build().stderr)
    assert run(checkout, "confirm", digest).returncode == 0
    built = checkout.build()
    assert built.returncode == 0, built.stderr


def test_what_is_not_certain_is_left_and_said(checkout: Checkout) -> None:
    """A speaker exchanged, a sentence gone, a figure new: the entries stay, and each is listed."""
    edits = [
        ("Edward Peterson", "Andrew Rigby"),
        (SENTENCE, ""),
        ("were not released until 1955.", "were not released until 1955. Another 12,345 stayed."),
    ]
    statements = knowledge(checkout, "statements.toml")
    told = adopt(checkout, revised(*edits))
    assert told.returncode == 0
    assert knowledge(checkout, "statements.toml") == statements
    left = [line for line in told.stdout.split("\n") if line.startswith("left ")]
    assert any("history-peterson-transferred" in line for line in left)
    assert any("history-officers-transferred" in line for line in left)
    assert "numeral 12,345" in told.stdout
    assert checkout.build().returncode == 1


def test_a_comment_that_stands_there_is_kept(checkout: Checkout) -> None:
    """The mark is put behind it; a second revision puts its own behind the first."""
    key = 'value = { integer = "2,388,000" }'
    path = "scripts/article/statements.toml"
    checkout.edit(path, key, f"{key} # as the editor says")
    for step in (STATEMENT, ("out of 2,389,000 POWs", "out of 2,390,000 POWs")):
        text = checkout.article.read_text(encoding="utf-8").replace(*step)
        assert adopt(checkout, text, form="plain").returncode == 0
        (digest,) = re.findall(r"READ='(\w+)'", checkout.build().stderr)
        assert run(checkout, "confirm", digest).returncode == 0
        assert checkout.build().returncode == 0
    assert (
        'value = { integer = "2,390,000" } # as the editor says; check: was "2,388,000"; check: was "2,389,000"'
        in knowledge(checkout, "statements.toml")
    )


OPTIONS = {
    "--revision": "latest",
    "--retrieved": "24 November",
}


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_that_makes_no_sense_is_refused(checkout: Checkout, option: str) -> None:
    """A number and a day are expected; nothing is written."""
    before = files(checkout)
    told = adopt(checkout, revised(FIGURE), option, OPTIONS[option])
    assert told.returncode == 2
    assert re.fullmatch(r"adopt: .* expected, such as .*\n", told.stderr)
    assert files(checkout) == before


@pytest.mark.parametrize("room", [1_000, 10_000])
def test_nothing_is_written_unless_all_of_it_can_be(checkout: Checkout, room: int) -> None:
    """A disk that takes no file of the article's size, or of the entries': all stays as it was."""
    before = files(checkout)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    file = checkout.root / "newer"
    file.write_text(WRITERS["wikitext"](revised(STATEMENT)), encoding="utf-8")
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        told = run(checkout, "adopt", str(file))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert told.returncode == 2
    assert told.stderr.startswith("adopt: nothing was published: ")
    assert files(checkout) == before


def test_it_waits_for_a_build(checkout: Checkout) -> None:
    """Whoever writes what is published, writes alone."""
    file = checkout.root / "newer"
    file.write_text(WRITERS["wikitext"](revised(FIGURE)), encoding="utf-8")
    command = [sys.executable, "-B", str(checkout.root / "scripts/adopt.py"), str(file)]
    with build_lock(checkout.root):
        waiting = subprocess.Popen(command, cwd=checkout.root, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr
        assert "waiting for it" in waiting.stderr.readline()
        before = files(checkout)
    waiting.communicate()
    assert waiting.returncode == 0
    assert files(checkout) != before
