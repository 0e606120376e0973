"""Does the report name every published value that changed, and no other?"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import ARTICLE, ROOT, rows
from expected import Address, fragments, reported, touched
from marked_up import WRITERS
from revisions import REVISIONS, place

from revision import command
from revision.reading import read
from revision.report import as_json, in_words
from transcription.refusal import Refusal

FAST = ("nothing", "of-all-kinds", "of-repeated-figures")
FORMS = ["html", *(pytest.param(form, marks=pytest.mark.slow) for form in ("parsoid", "plain"))]
NAMES = [
    *FAST,
    *(pytest.param(name, marks=pytest.mark.slow) for name in REVISIONS if name not in FAST),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_what_changed_is_reported_and_nothing_else(name: str, form: str) -> None:
    """Precision and recall are 1, by address, for what changed, what is gone and what is new."""
    revision = REVISIONS[name]
    report = reported(revision.text(), form)
    assert set(report.changed) == revision.altered()
    assert set(report.gone) == revision.gone()
    assert sorted(one.exact for one in report.new) == sorted(revision.new)
    assert not report.unsure


def test_the_documented_table_is_that_of_these_revisions() -> None:
    """What was done to each, and how much of it each report has to name."""
    rows_of_it = [
        f"| {revision.done} | {len(revision.altered())} | {len(revision.gone())} | {len(revision.new)} |"
        for revision in REVISIONS.values()
    ]
    document = (ROOT / "docs" / "revision.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| .*\d \|$", document, re.MULTILINE) == rows_of_it


def test_the_pinned_text_marked_up_reports_nothing() -> None:
    """With notes, links, boxes and navigation around it the text is the pinned one, to the byte."""
    texts = {
        form: read(write(ARTICLE).encode(), ARTICLE, f"file.{form}").text
        for form, write in WRITERS.items()
    }
    assert texts.pop("plain") == ARTICLE
    assert len(set(texts.values())) == 1
    report = reported(ARTICLE, "html")
    assert report.text == ARTICLE
    assert not report.says_something
    assert in_words(report, []).startswith("0 changed, 0 gone, 0 new, 0 unsure, ")


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


def check_altered(names: Iterable[str]) -> None:
    """Alter some numerals: they are reported at every address that they bear, and at no other."""
    text, places, excluded = ARTICLE, [], set()
    for row in sorted((NUMERALS[name] for name in names), key=start_of, reverse=True):
        start, end = start_of(row), int(row["char_end"])
        text = text[:start] + altered(row["exact"]) + text[end:]
        places.append((start, end))
        excluded |= {f"numerals/{start}/exact"} if row["disposition"] == "excluded" else set()
    report = reported(text, "plain")
    assert set(report.changed) == touched(places) | excluded, names
    assert not [*report.gone, *report.new, *report.unsure], names
    assert report.text == text, names


def start_of(row: dict[str, str]) -> int:
    return int(row["char_start"])


def test_an_altered_numeral_of_each_kind_is_reported_at_its_address() -> None:
    """One in digits and one in letters of each use that a numeral has, at once."""
    kinds = {(row["disposition"], row["exact"].isalpha()): name for name, row in NUMERALS.items()}
    assert len(kinds) > 4
    check_altered(list(kinds.values()))


@pytest.mark.slow
@pytest.mark.parametrize("share", range(10))
def test_every_altered_numeral_is_reported_at_its_address(share: int) -> None:
    """All numerals of the article, each alone, in ten parts."""
    for name in list(NUMERALS)[share::10]:
        check_altered([name])


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


def test_words_beside_every_address_are_reported() -> None:
    """A hedge, a word, a heading, a unit or a speaker, where no address had words before."""
    text = ARTICLE
    for old, new, *_ in BESIDE.values():
        text = text.replace(old, new)
    report = reported(text, "plain")
    for name, (_, _, address, before, after) in BESIDE.items():
        assert (report.changed[address].old, report.changed[address].new) == (before, after), name
    assert not [*report.gone, *report.new, *report.unsure]


def test_a_sentence_in_which_nothing_was_read_is_gone() -> None:
    """It has an address of its own."""
    words = "The POWs were employed as forced labor in the Soviet wartime economy and post-war reconstruction. "
    report = reported(ARTICLE.replace(words, ""), "plain")
    assert report.gone == [sentence(words.strip())]
    assert not [*report.changed, *report.new, *report.unsure]


def test_a_rewritten_sentence_is_known_by_its_figures() -> None:
    """Hardly a word of it is left: its figures are not gone and new, and what bore them out is report."""
    first = "A commission set up by the West German government found that 3,060,000"
    start = ARTICLE.index(first)
    end = ARTICLE.index("According to German historian", start)
    text = (
        ARTICLE[:start]
        + "Bonn's experts arrived at 3,060,000 captured, 1,094,250 of them dead. "
        + ARTICLE[end:]
    )
    report = reported(text, "plain")
    assert "statements/lead-commission-captured/value" in report.unchanged
    assert "statements/lead-commission-died/value" in report.unchanged
    assert "statements/lead-commission-captured/asserted_by" in report.gone
    assert "statements/lead-commission-died-1941-1945/value" in report.gone
    assert not report.new


def test_a_row_that_stands_twice_is_unsure() -> None:
    """Both lines are candidates for each cell of the row, and neither is new."""
    row = "| Dutch | 4,730 | 4,530 | 200 | 4% |\n"
    report = reported(ARTICLE.replace(row, row + row), "plain")
    assert {address.split("/")[1] for address in report.unsure} == {"Dutch", "*"}
    assert all(len(fate.places) == 2 for fate in report.unsure.values())
    assert not [*report.changed, *report.gone, *report.new]


def test_every_address_has_one_fate() -> None:
    """What is published stands in one of the five parts of the report, once."""
    report = json.loads(as_json(reported(REVISIONS["of-all-kinds"].text(), "html")))
    assert list(report) == ["unchanged", "changed", "gone", "new", "unsure"]
    named = [*report["unchanged"], *report["changed"], *report["gone"], *report["unsure"]]
    assert len(named) == len(set(named))
    assert {one.address for one in fragments()} <= set(named)


def test_a_place_is_one_of_the_new_text() -> None:
    """An unchanged address names the line and the characters at which its words stand now."""
    report = reported(REVISIONS["of-repeated-figures"].text(), "html")
    printed, lines = json.loads(as_json(report)), report.text.split("\n")
    where = printed["unchanged"]["statements/history-officers-transferred/value"]
    assert report.text[where["start"] : where["end"]] == "6,000"
    assert report.text.count("\n", 0, where["start"]) + 1 == where["line"]
    assert "West German government" in lines[where["line"] - 1]
    change = printed["changed"]["statements/soviet-nkvd-died/value"]
    assert (change["old"], change["new"]) == ("381,067", "381,066")
    assert "NKVD figures list" in lines[change["line"] - 1]


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(FAST, id="fast"),
        pytest.param(list(REVISIONS), marks=pytest.mark.slow, id="all"),
    ],
)
def test_the_words_of_an_unchanged_address_stand_at_its_place(names: Iterable[str]) -> None:
    """Fragment by fragment, in capital or small letters, and of a row its name without the bars."""
    published: dict[Address, list[str]] = {one.address: [] for one in fragments()}
    for one in fragments():
        published[one.address].append(ARTICLE[one.start : one.end].casefold().strip("| "))
    for name in names:
        unchanged = reported(REVISIONS[name].text(), "html").unchanged
        for address in published.keys() & unchanged.keys():
            words = [place.exact.casefold() for place in unchanged[address].places]
            assert words == published[address], (name, address)


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


@pytest.mark.parametrize(("name", "code"), [("nothing", 0), ("of-all-kinds", 1)])
def test_the_exit_code_says_whether_anything_changed(
    name: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """0: nothing changed in meaning, 1: something did."""
    file = tmp_path / "page"
    file.write_text(REVISIONS[name].text(), encoding="utf-8")
    assert command.main([str(file), "--json"]) == code
    printed = capsys.readouterr()
    assert bool(json.loads(printed.out)["changed"]) == bool(code)
    assert printed.err == ""


def test_what_cannot_be_read_is_refused_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """2: it could not be read; one line, and no traceback."""
    for options in ([], ["--json"]):
        assert command.main(["missing", *options]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert re.fullmatch(r"revision: .*no such file.*\n", printed.err)


@pytest.mark.slow
def test_the_command_refuses_wikitext_in_a_line(tmp_path: Path) -> None:
    """As ``make revision`` runs it."""
    file = tmp_path / "page"
    file.write_text("Prisoners of the [[Red Army]]", encoding="utf-8")
    arguments = [sys.executable, str(ROOT / "scripts" / "revision.py"), str(file)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"revision: page is wikitext, .*action=render\n", done.stderr)
