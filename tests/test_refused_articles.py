"""What does the build do with an article that its entries do not fit, or with files that it cannot read?"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Checkout, assert_refused, share
from forked import forked

H = "scripts/article/prisoners_held.toml"
P = "scripts/article/package.toml"

ARTICLE = {
    "value that is no number": ("| | II | 2,000,000 |", "| | II | ca. 2 000 000 |",
        ["prisoners_held, row 1945-Q2, prisoners: 'ca. 2 000 000' is not one whole number", "line 42, characters 6594-6607",
         "either the article changed, or the reader is wrong in " + H, "fields.prisoners"]),
    "heading that moved": ("==German estimates==", "==Estimates==", ["line 21", "'==German estimates==' has become '==Estimates=='"]),
    "column heading that changed": ("| Year | Quarter |", "| Quarter | Year |", ["headings", "line 27", H]),
    "row that was dropped": ("| 1947 | IV | 840,000 |\n", "", ["21 rows", "22 expected", H]),
    "row that was repeated": ("| 1947 | IV | 840,000 |\n", "| 1947 | IV | 840,000 |\n" * 2, ["23 rows", "22 expected"]),
    "rows that were swapped": ("| Polish | 60,277 | 57,149 | 3,128 | 5% |\n| Dutch | 4,730 | 4,530 | 200 | 4% |",
        "| Dutch | 4,730 | 4,530 | 200 | 4% |\n| Polish | 60,277 | 57,149 | 3,128 | 5% |",
        ["row 'Dutch' stands where 'Polish' is expected", "line 64"]),
    "separator that is missing": ("| 452 | 382 |", "| 452 382 |", ["row Spanish: 4 cells, 5 expected", "line 68"]),
    "closing separator that is missing": ("| 70 | 15% |", "| 70 | 15%", ["line 68", "does not end with '|'"]),
    "cell too many": ("| 70 | 15% |", "| 70 | 15% | 1 |", ["row Spanish: 6 cells, 5 expected", "line 68"]),
    "comma misplaced": ("| 4,730 |", "| 47,30 |", ["row Dutch, accounted_for", "'47,30'", "line 65"]),
    "first year blank": ("| 1941 | IV |", "| | IV |", ["row 1941-Q4, year: blank", "line 28"]),
    "table broken in two": ("| French |", "\n| French |", ["broken off above line 63"]),
}  # fmt: skip

# What the article says of a sentence that somebody confirms without having read it.
PROSE = {
    "heading that moved": ("==German estimates==", "==Estimates==", ["no section 'German estimates'", "Estimates"]),
    "figure that nobody transcribed": ("POW camps in the West.", "POW camps in the West, 300 a day.",
        ["line 19", "'300' is neither transcribed nor excluded"]),
    "number word that nobody transcribed": ("usually 25 years.", "usually 25 years, some for twenty.", ["line 11", "'twenty' is neither"]),
    "digit set before a figure": ("91,000 of the", "191,000 of the", ["history-stalingrad-captured", "is not found as whole words (article.txt lines 7-20"]),
    "digit set behind a figure": ("to 2,000,000.", "to 2,000,000,000.", ["history-held-1945", "had risen to 2,000,000' is not found as whole words"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", share(PROSE))
def test_what_entries_do_not_fit_is_not_confirmed(checkout: Checkout, fault: str) -> None:
    """An editor who would confirm everything unread is told where the entries fail."""
    old, new, expected = PROSE[fault]
    checkout.edit_article(old, new)
    done = forked("confirm", checkout.root, named=["all"])
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout, line[:9]) == (1, "", "confirm: ")
    for words in expected:
        assert words in line


@pytest.mark.parametrize("fault", share(ARTICLE))
def test_a_fault_in_the_article_stops_the_build(checkout: Checkout, fault: str) -> None:
    """Even with its pin moved along; the message names the line."""
    old, new, expected = ARTICLE[fault]
    checkout.edit_article(old, new)
    assert_refused(checkout, expected)


def test_a_changed_article_stops_the_build(checkout: Checkout) -> None:
    """One digit is enough; the message gives both hashes and says what to do."""
    checkout.edit("resources/article.txt", "| 1941 | IV | 26,000 |", "| 1941 | IV | 27,000 |")
    assert_refused(checkout, ["article.txt", "6556dced3c218f0e", "make adopt FROM="])


def test_a_missing_article_stops_the_build(checkout: Checkout) -> None:
    """The message says where it should lie."""
    checkout.article.unlink()
    assert_refused(checkout, ["resources/article.txt", "missing"])


def test_a_readme_without_its_blocks_stops_the_build(checkout: Checkout) -> None:
    """A generated part that was deleted by hand is not left out in silence."""
    checkout.edit("README.md", "<!-- end of citation -->", "")
    assert_refused(checkout, ["README.md", "'<!-- generated: citation -->'"])


def test_a_changed_figure_changes_its_cell_and_no_other(checkout: Checkout) -> None:
    """With the pin moved along, a new number in a table reaches exactly its own row."""
    before = checkout.published()["resources/prisoners_held.csv"].decode().splitlines()
    checkout.edit_article("| 1941 | IV | 26,000 |", "| 1941 | IV | 27,000 |")
    assert checkout.build().returncode == 0
    after = checkout.published()["resources/prisoners_held.csv"].decode().splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        (
            '"1941-Q4",1941,4,26000,1941-10-01,1941-12-31,25500,26500',
            '"1941-Q4",1941,4,27000,1941-10-01,1941-12-31,26500,27500',
        )
    ]


def test_a_second_build_changes_nothing(checkout: Checkout) -> None:
    """Built again in another folder, every byte is the committed one."""
    before = checkout.published()
    done = checkout.build()
    assert (done.returncode, done.stderr) == (0, "")
    assert checkout.published() == before


UNREADABLE = (
    P,
    H,
    "scripts/article/coders.toml",
    "scripts/article/codings/key.csv",
    "README.md",
    "docs/method.md",
)


@pytest.mark.parametrize("path", share(UNREADABLE))
def test_a_file_that_is_not_utf_8_stops_the_build(checkout: Checkout, path: str) -> None:
    """As an editor saves it that takes another encoding for granted."""
    file = checkout.root / path
    file.write_bytes(file.read_bytes() + b"\n# Z\xfcrich\n")
    assert_refused(checkout, [path, "0xfc"])


@pytest.mark.parametrize("path", share(UNREADABLE))
def test_a_file_that_cannot_be_read_stops_the_build(checkout: Checkout, path: str) -> None:
    """A folder in its place; whoever has no right to read it is told the same way."""
    (checkout.root / path).unlink()
    (checkout.root / path).mkdir()
    assert_refused(checkout, [path, "Is a directory"])


@pytest.mark.parametrize("path", share(UNREADABLE))
def test_a_file_that_is_missing_stops_the_build(checkout: Checkout, path: str) -> None:
    """The message names it."""
    (checkout.root / path).unlink()
    assert_refused(checkout, [Path(path).stem])
