"""Does a person read the same number and the same bounds as a program?

Every figure of the prose is asked for wherever bounds are put into words; the intervals are built
here from the published cells alone.
"""

from __future__ import annotations

import re

import pytest
from conftest import rows

from german_pows_ussr import _amount, compare
from german_pows_ussr._compare import rivals, told
from german_pows_ussr._findings import Ledger
from german_pows_ussr._html import figures_html

MARKS = {"persons": "", "percent": "%", "ratio": "×", "years": " years"}
FIGURES = [row for row in rows("statements") if not row["repeats"] and (row["low"] or row["high"])]


def test_bounds_in_words_name_each_end_and_its_unit() -> None:
    """An end that is open is said to be; one that equals the value is not left out."""
    for row in FIGURES:
        said = _amount.interval(row["low"], row["high"], row["unit"])
        if row["high"] == row["low"]:
            expected = row["low"]
        elif row["high"]:
            expected = f"{row['low']} to {row['high']}"
        else:
            expected = f"{row['low']} and more"
        assert said.replace(",", "").replace(MARKS[row["unit"]], "") == expected, row
        assert MARKS[row["unit"]] in said, row


@pytest.mark.parametrize(
    ("measure", "statement", "words"),
    [
        ("transferred", "history-nyt-transferred", "2,000 and more"),
        ("growth", "history-growth-1944", "×1.75 to ×2"),
        ("died_share", "history-beorn-died-share", "35.75% to 35.85%"),
        ("transferred", "history-inmates-transferred", "6,680"),
    ],
)
def test_terminal_and_notebook_say_the_same_of_an_interval(
    measure: str, statement: str, words: str
) -> None:
    """One open above, one that ends at its value, one with decimals, one that is exact."""
    figure = next(each for each in rivals(measure) if f"/{statement}/" in each["address"])
    assert ("may mean", words) in list(told(figure, Ledger()))
    assert re.search(f">{re.escape(words)}<(/td|br)>", figures_html(compare(measure)))


def test_a_number_keeps_its_sign_and_its_decimals() -> None:
    """Below one as well; what is no number stays as it is."""
    words = {"-1234.5": "-1,234.5", "-0.5": "-0.5", "1000": "1,000", "²": "²"}
    assert {number: _amount.grouped(number) for number in words} == words


def test_nothing_known_is_said_as_nothing() -> None:
    """Neither end is; one end alone is said from its side."""
    assert _amount.interval("", "", "persons") == ""
    assert _amount.interval("", "5000", "persons") == "up to 5,000"
