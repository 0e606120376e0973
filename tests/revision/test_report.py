"""Does the report name every published value that changed, and no other?"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ARTICLE, ROOT, rows, share
from expected import Address, fragments, reported, touched
from marked_up import WRITERS
from revisions import REVISIONS, place

from revision.report import as_json, in_words
from transcription.refusal import Refusal

FORMS = sorted(WRITERS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", REVISIONS)
def test_what_changed_is_reported_and_nothing_else(name: str, form: str) -> None:
    """Precision and recall are 1, by address, for what changed, what is gone and what is new."""
    revision = REVISIONS[name]
    told = reported(revision.text(), form)
    assert set(told.changed) == revision.altered()
    assert set(told.gone) == revision.gone()
    assert sorted(one.exact for one in told.new) == sorted(revision.new)
    assert not told.unsure


def test_the_documented_table_is_that_of_these_revisions() -> None:
    """What was done to each, and how much of it each report has to name."""
    rows_of_it = [
        f"| {revision.done} | {len(revision.altered())} | {len(revision.gone())} | {len(revision.new)} |"
        for revision in REVISIONS.values()
    ]
    document = (ROOT / "docs" / "revision.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| .*\d \|$", document, re.MULTILINE) == rows_of_it


@pytest.mark.parametrize("form", FORMS)
def test_the_pinned_text_marked_up_says_nothing(form: str) -> None:
    """With notes, links, templates and boxes around it the text is the pinned one, to the byte."""
    told = reported(ARTICLE, form)
    assert told.text == ARTICLE
    assert not told.says_something
    assert in_words(told, []).startswith("0 changed, 0 gone, 0 new, 0 unsure, ")


OTHERWISE = {
    "three million": "four million", "first": "third", "six": "seven", "doubled": "tripled", "second": "first",
    "half": "quarter", "hundred thousand": "two thousand", "thousands": "millions", "one": "two", "Quarter": "Half",
    "1.0 million": "1.1 million", "2.8 million": "2.9 million", "3.0 million": "3.1 million", "2.6 million": "2.7 million",
    "I": "II", "II": "III", "III": "IV", "IV": "III", "6th": "7th",
}  # fmt: skip
NUMERALS = {f"{row['exact']}-{row['char_start']}": row for row in rows("numerals")}


def altered(numeral: str) -> str:
    """Another numeral of the same kind."""
    if numeral in OTHERWISE:
        return OTHERWISE[numeral]
    return numeral[:-1] + str((int(numeral[-1]) + 1) % 10)


@pytest.mark.parametrize("name", share(NUMERALS))
def test_an_altered_numeral_is_reported_at_its_address(name: str) -> None:
    """Each numeral of the article, altered alone: at each address that it bears, and at no other."""
    row = NUMERALS[name]
    start, end = int(row["char_start"]), int(row["char_end"])
    text = ARTICLE[:start] + altered(row["exact"]) + ARTICLE[end:]
    told = reported(text, "wikitext")
    excluded = {f"numerals/{start}/exact"} if row["disposition"] == "excluded" else set()
    assert set(told.changed) == touched([(start, end)]) | excluded
    assert not [*told.gone, *told.new, *told.unsure]
    assert told.text == text


def sentence(words: str) -> Address:
    """The address of the sentence in which some words stand."""
    start, end = place("", words)
    (found,) = (
        row["sentence"]
        for row in rows("sentences")
        if int(row["char_start"]) <= start and end <= int(row["char_end"])
    )
    return f"sentences/{found}"


BESIDE = {
    "a-hedge-of-no-term": ("records 381,067", "records about 381,067", sentence("records 381,067"), "", "about"),
    "a-word": ("POWs were employed", "POWs were used", sentence("POWs were employed"), "employed", "used"),
    "a-heading": ("==Soviet statistics==", "==Numbers==", sentence("==Soviet statistics=="), "Soviet statistics", "Numbers"),
    "the-heading-of-a-column": ("| Nationality |", "| Nation |", "prisoners_by_nationality/*/nationality", "Nationality", "Nation"),
    "a-unit": (
        "Number of German POWs |", "Number of German POWs (thousands) |", "prisoners_held/*/prisoners",
        "Number of German POWs", "Number of German POWs (thousands)",
    ),
    "a-speaker": (
        "By April 1945 the", "According to Doe, by April 1945 the", "statements/history-held-1945/asserted_by",
        "", "According to Doe,",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BESIDE)
def test_words_beside_every_address_are_reported(name: str) -> None:
    """A hedge, a word, a heading, a unit or a speaker, where no address had words before."""
    old, new, address, before, after = BESIDE[name]
    told = reported(ARTICLE.replace(old, new), "html")
    assert (told.changed[address].old, told.changed[address].new) == (before, after)
    assert not [*told.gone, *told.new, *told.unsure]


def test_a_sentence_in_which_nothing_was_read_is_gone() -> None:
    """It has an address of its own."""
    words = "The POWs were employed as forced labor in the Soviet wartime economy and post-war reconstruction. "
    told = reported(ARTICLE.replace(words, ""), "wikitext")
    assert told.gone == [sentence(words.strip())]
    assert not [*told.changed, *told.new, *told.unsure]


def test_a_rewritten_sentence_is_known_by_its_figures() -> None:
    """Hardly a word of it is left: its figures are not gone and new, and what bore them out is told."""
    first = "A commission set up by the West German government found that 3,060,000"
    start = ARTICLE.index(first)
    end = ARTICLE.index("According to German historian", start)
    text = (
        ARTICLE[:start]
        + "Bonn's experts arrived at 3,060,000 captured, 1,094,250 of them dead. "
        + ARTICLE[end:]
    )
    told = reported(text, "plain")
    assert "statements/lead-commission-captured/value" in told.unchanged
    assert "statements/lead-commission-died/value" in told.unchanged
    assert "statements/lead-commission-captured/asserted_by" in told.gone
    assert "statements/lead-commission-died-1941-1945/value" in told.gone
    assert not told.new


def test_a_row_that_stands_twice_is_unsure() -> None:
    """Both lines are candidates for each cell of the row, and neither is new."""
    row = "| Dutch | 4,730 | 4,530 | 200 | 4% |\n"
    told = reported(ARTICLE.replace(row, row + row), "wikitext")
    assert {address.split("/")[1] for address in told.unsure} == {"Dutch", "*"}
    assert all(len(fate.places) == 2 for fate in told.unsure.values())
    assert not [*told.changed, *told.gone, *told.new]


def test_every_address_has_one_fate() -> None:
    """What is published stands in one of the five parts of the report, once."""
    told = json.loads(as_json(reported(REVISIONS["of-all-kinds"].text(), "plain")))
    assert list(told) == ["unchanged", "changed", "gone", "new", "unsure"]
    named = [*told["unchanged"], *told["changed"], *told["gone"], *told["unsure"]]
    assert len(named) == len(set(named))
    assert {one.address for one in fragments()} <= set(named)


def test_a_place_is_one_of_the_new_text() -> None:
    """An unchanged address names the line and the characters at which its words stand now."""
    text = REVISIONS["of-repeated-figures"].text()
    told = json.loads(as_json(reported(text, "plain")))
    where = told["unchanged"]["statements/history-officers-transferred/value"]
    assert text[where["start"] : where["end"]] == "6,000"
    assert text.count("\n", 0, where["start"]) + 1 == where["line"]
    assert "West German government" in text.split("\n")[where["line"] - 1]
    change = told["changed"]["statements/soviet-nkvd-died/value"]
    assert (change["old"], change["new"]) == ("381,067", "381,066")
    assert "NKVD figures list" in text.split("\n")[change["line"] - 1]


@pytest.mark.parametrize("name", REVISIONS)
def test_the_words_of_an_unchanged_address_stand_at_its_place(name: str) -> None:
    """Fragment by fragment, in capital or small letters, and of a row its name without the bars."""
    told = reported(REVISIONS[name].text(), "plain")
    places = json.loads(as_json(told))["unchanged"]
    published: dict[Address, list[str]] = {one.address: [] for one in fragments()}
    for one in fragments():
        published[one.address].append(ARTICLE[one.start : one.end].casefold())
    for address, words in published.items():
        if address in places:
            where = [places[address], *places[address].get("further", [])]
            now = [told.text[place["start"] : place["end"]].casefold() for place in where]
            assert now == [word.strip("| ") for word in words], address


def test_another_article_is_refused() -> None:
    """Not reported as seven hundred addresses that are gone."""
    another = ROOT / "tests" / "another_article" / "resources" / "ferries.txt"
    with pytest.raises(Refusal, match=r"this is another text: of \d+ sentences .* it has \d"):
        reported(another.read_text(encoding="utf-8"), "plain")


def test_the_report_begins_with_what_matters_most() -> None:
    """Changed figures, then hedges and speakers, then other words; gone, new, and a count."""
    lines = in_words(reported(REVISIONS["of-all-kinds"].text(), "html"), []).split("\n")
    kinds = [line.split()[0] for line in lines[:-1]]
    assert sorted(kinds, key=["changed", "gone", "new"].index) == kinds
    first = [
        n for n, line in enumerate(lines) if "/value" in line or "released_and_repatriated" in line
    ]
    speakers = [
        n for n, line in enumerate(lines) if "/asserted_by" in line and line.startswith("changed")
    ]
    assert max(first[:2]) < min(speakers)
    assert re.fullmatch(r"\d+ changed, \d+ gone, 2 new, 0 unsure, \d+ unchanged", lines[-1])


@pytest.mark.parametrize(("name", "code"), [("nothing", 0), ("of-tables", 1)])
def test_the_exit_code_says_whether_anything_changed(name: str, code: int, tmp_path: Path) -> None:
    """0: nothing changed in meaning, 1: something did."""
    file = tmp_path / "page"
    file.write_text(WRITERS["html"](REVISIONS[name].text()), encoding="utf-8")
    done = command(file, "--json")
    assert done.returncode == code
    assert bool(json.loads(done.stdout)["changed"]) == bool(code)


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_what_cannot_be_read_is_refused_in_a_line(tmp_path: Path, options: tuple[str, ...]) -> None:
    """2: it could not be read; one line, and no traceback."""
    done = command(tmp_path / "missing", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"revision: .*no such file.*\n", done.stderr)


def command(file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What ``make revision`` runs."""
    script = ROOT / "scripts" / "revision.py"
    arguments = [sys.executable, str(script), str(file), *options]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)
