"""Is every numeral of the article accounted for?

The scan knows only the text. So a figure that nobody transcribed, or an entry that was deleted, is
noticed by what is then left over.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable

import pytest
import spoilt
from conftest import ARTICLE, ROOT, places, rows
from hypothesis import given
from hypothesis import strategies as st

import build
from transcription.article import Article
from transcription.numerals import numerals
from transcription.refusal import Refusal

LEDGER = rows("numerals")
PRINTED = [
    place for place in places() if (place["table"], place["field"]) == ("statements", "printed")
]
FILE = "scripts/article/statements.toml"
STATEMENTS = (ROOT / FILE).read_text(encoding="utf-8")
ENTRIES = [name for passage in tomllib.loads(STATEMENTS)["passages"] for name in passage["rows"]]


def scan(text: str) -> list[str]:
    """The numerals of a text."""
    return [numeral.exact for numeral in numerals(Article("text", text))]


def test_every_numeral_stands_in_the_ledger_once() -> None:
    """Its characters are there, no two rows overlap; what is excluded comes first, each in order."""
    end = 0
    dispositions = [row["disposition"] for row in LEDGER]
    assert "excluded" not in dispositions[dispositions.count("excluded") :]
    for row in sorted(LEDGER, key=lambda row: int(row["char_start"])):
        assert int(row["char_start"]) >= end
        end = int(row["char_end"])
        assert ARTICLE[int(row["char_start"]) : end] == row["exact"]
        assert ARTICLE.count("\n", 0, int(row["char_start"])) + 1 == int(row["line"])


def test_no_digit_is_outside_the_ledger() -> None:
    """Counted without the scan: every digit of the article lies in some row."""
    covered = {
        offset for row in LEDGER for offset in range(int(row["char_start"]), int(row["char_end"]))
    }
    assert {match.start() for match in re.finditer(r"\d", ARTICLE)} <= covered


def test_the_dispositions_are_these() -> None:
    """Typed by hand; what is excluded has its reason, and nothing else has one."""
    assert Counter(row["disposition"] for row in LEDGER) == {
        "figure": 127,
        "date": 68,
        "excluded": 6,
    }
    excluded = [(row["line"], row["exact"]) for row in LEDGER if row["reason"]]
    assert excluded == [
        ("9", "6th"),
        ("19", "one"),
        ("27", "Quarter"),
        ("50", "2000"),
        ("50", "246"),
        ("80", "II"),
    ]
    assert all((row["disposition"] == "excluded") == bool(row["reason"]) for row in LEDGER)


NUMERALS = {
    "381,067 died": ["381,067"],
    "2.8 million held": ["2.8 million"],
    "about three million.": ["three million"],
    "several hundred thousand and thousands": ["hundred thousand", "thousands"],
    "in 1945–49 and 1941-45": ["1945–49", "1941-45"],
    "the 6th Army, the first half": ["6th", "first", "half"],
    "nearly doubled, then twice as many": ["doubled", "twice"],
    "| IV | 26,000 | World War II": ["IV", "26,000", "II"],
    "15% and 35.8 percent": ["15", "35.8"],
    "sixty-six, Twenty Five": ["sixty-six", "Twenty Five"],
    "1 234 and 1,2,3.": ["1", "234", "1,2,3"],
    "１２ and ٣ and ½ and ² and Ⅳ": ["１２", "٣", "½", "²", "Ⅳ"],
    "9mm, a4, B2B, x2": ["9", "4", "2", "2"],
    "someone often weighs one-sided tenors, Secondly": ["one"],
    "I, V, X, LX, MCM, MM and iv, ICE, Xerxes": ["I", "V", "X", "LX", "MCM", "MM"],
    "tenfold, 3-fold, thrice, trebled": ["tenfold", "3-fold", "thrice", "trebled"],
    "the thirtieth, a twenty-first": ["thirtieth", "twenty-first"],
    "none of a score, \u32bf": ["none", "score", "\u32bf"],
}  # fmt: skip


def test_the_scan_finds_numerals_and_nothing_else() -> None:
    """In digits, in words, in Roman letters, in other scripts."""
    assert {text: scan(text) for text in NUMERALS} == NUMERALS


PLAIN = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]))


@given(before=PLAIN, digit=st.characters(categories=["Nd"]), after=PLAIN)
def test_no_digit_of_any_script_escapes_the_scan(before: str, digit: str, after: str) -> None:
    """Whatever stands around it."""
    article = Article("text", before + digit + after)
    assert any(numeral.start <= len(before) < numeral.end for numeral in numerals(article))


def without(name: str) -> str:
    """Delete one statement, and its passage if it was the last there."""
    row = rf"\[passages\.rows\.{name}\]\n(?:.+\n)*\n?"
    shorter, count = re.subn(row, "", STATEMENTS)
    assert count == 1
    return re.sub(r"\[\[passages\]\]\n(?:.+\n)*\n(?!\[passages)", "", shorter)


def test_deleting_a_statement_leaves_its_numeral_over() -> None:
    """The build stops, and names the numeral that is now unaccounted for, with its place."""
    check_deletions(ENTRIES[::24])


@pytest.mark.slow
def test_deleting_any_statement_leaves_its_numeral_over() -> None:
    """The same of every statement."""
    check_deletions(ENTRIES)


def check_deletions(names: Iterable[str]) -> None:
    """Delete some statements, each by itself, and look for its numeral in the refusal."""
    for name in names:
        with pytest.raises(Refusal) as refusal:
            build.transcribe(spoilt.ARTICLE, spoilt.with_text(FILE, without(name)))
        (printed,) = (place for place in PRINTED if place["row"] == name)
        start, end = int(printed["char_start"]), int(printed["char_end"])
        (row,) = (row for row in LEDGER if start <= int(row["char_start"]) < end)
        place = f"article.txt line {row['line']}, characters {row['char_start']}-{row['char_end']}"
        message = f"{place}: {row['exact']!r} is neither transcribed nor excluded"
        assert message in str(refusal.value)
        assert "\n" not in str(refusal.value)
