"""What does the build do with an article that its entries do not fit, or with files that it cannot read?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import ARTICLE as PINNED
from conftest import DESCRIPTOR, ROOT, Checkout, assert_refused, sampled
from spoilt import KNOWLEDGE

import build
import confirm
from publication.documents import with_generated_blocks
from publication.tabular import csv_bytes
from transcription.article import Article
from transcription.refusal import Refusal

Fault = tuple[str, str, list[str]]
"""Words of the article, what replaces them, and what the refusal must say."""

A = "resources/article.txt"

H = "scripts/article/prisoners_held.toml"
P = "scripts/article/package.toml"

ARTICLE: dict[str, Fault] = {
    "value that is no number": ("| | II | 2,000,000 |", "| | II | ca. 2 000 000 |",
        ["prisoners_held, row 1945-Q2, prisoners: 'ca. 2 000 000' is not one whole number", "line 42, characters 6594-6607",
         "either the article changed, or the reader is wrong in " + H, "fields.prisoners"]),
    "heading that moved": ("==German estimates==", "==Estimates==", ["line 21", "changed to '==Estimates=='"]),
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
PROSE: dict[str, Fault] = {
    "heading that moved": ("==German estimates==", "==Estimates==", ["no section 'German estimates'", "Estimates"]),
    "figure that nobody transcribed": ("POW camps in the West.", "POW camps in the West, 300 a day.",
        ["line 19", "'300' is neither transcribed nor excluded"]),
    "number word that nobody transcribed": ("usually 25 years.", "usually 25 years, some for twenty.", ["line 11", "'twenty' is neither"]),
    "digit set before a figure": ("91,000 of the", "191,000 of the", ["history-stalingrad-captured", "is not found as whole words (article.txt lines 7-20"]),
    "digit set behind a figure": ("to 2,000,000.", "to 2,000,000,000.", ["history-held-1945", "had risen to 2,000,000' is not found as whole words"]),
}  # fmt: skip


def assert_article_refused(checkout: Checkout, fault: Fault, act: Callable[[], str]) -> None:
    """Assert what an act says of an article with its pin moved along; put the article back."""
    old, new, expected = fault
    kept = {path: (checkout.root / path).read_bytes() for path in (A, P)}
    checkout.edit_article(old, new)
    line = act()
    assert [words for words in expected if words not in line] == [], line
    for path, content in kept.items():
        (checkout.root / path).write_bytes(content)


@sampled(PROSE, every=3)
def test_what_entries_do_not_fit_is_not_confirmed(checkout: Checkout, names: list[str]) -> None:
    """An editor who would confirm everything unread is told where the entries fail."""

    def confirm_all() -> str:
        with checkout.entered(), pytest.raises(Refusal) as refused:
            confirm.confirm(["all"])
        return str(refused.value)

    lock = (checkout.root / "scripts/article/sentences.lock").read_bytes()
    for name in names:
        assert_article_refused(checkout, PROSE[name], confirm_all)
    assert (checkout.root / "scripts/article/sentences.lock").read_bytes() == lock


@sampled(ARTICLE, every=3)
def test_a_fault_in_the_article_stops_the_build(checkout: Checkout, names: list[str]) -> None:
    """Even with its pin moved along; the message names the line."""
    before = checkout.published()
    for name in names:
        assert_article_refused(checkout, ARTICLE[name], checkout.refusal)
    assert checkout.published() == before


def test_a_changed_article_stops_the_build(checkout: Checkout) -> None:
    """One digit is enough; the message gives both hashes and says what to do."""
    checkout.edit("resources/article.txt", "| 1941 | IV | 26,000 |", "| 1941 | IV | 27,000 |")
    assert_refused(checkout, ["article.txt", "6556dced3c218f0e", "make adopt FROM="])


def test_a_missing_article_stops_the_build(checkout: Checkout) -> None:
    """The message says where it should lie."""
    checkout.article.unlink()
    assert_refused(checkout, ["resources/article.txt", "missing"])


def test_a_readme_without_its_blocks_is_refused() -> None:
    """A generated part that was deleted by hand is not left out in silence."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    damaged = readme.replace("<!-- end of citation -->", "")
    with pytest.raises(Refusal, match=r"README\.md.*'<!-- generated: citation -->'"):
        with_generated_blocks(damaged, DESCRIPTOR, "")


def test_a_changed_figure_changes_its_cell_and_no_other() -> None:
    """A new number in a table reaches exactly its own row."""
    text = PINNED.replace("| 1941 | IV | 26,000 |", "| 1941 | IV | 27,000 |")
    tables = build.transcribe(Article("article.txt", text), KNOWLEDGE)
    before = (ROOT / "resources/prisoners_held.csv").read_text(encoding="utf-8").splitlines()
    after = csv_bytes(tables["prisoners_held"]).decode().splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        (
            '"1941-Q4",1941,4,26000,1941-10-01,1941-12-31,25500,26500',
            '"1941-Q4",1941,4,27000,1941-10-01,1941-12-31,26500,27500',
        )
    ]


UNREADABLE = (
    P, "README.md", H, "scripts/article/coders.toml", "scripts/article/codings/key.csv", "docs/method.md",
)  # fmt: skip


@sampled(UNREADABLE, every=4)
def test_a_file_that_cannot_be_read_stops_the_build(checkout: Checkout, names: list[str]) -> None:
    """It is named, whether it is missing, not UTF-8 or a folder, which stands for a lack of rights."""
    for name in names:
        file = checkout.root / name
        content = file.read_bytes()
        file.unlink()
        assert file.stem in checkout.refusal()
        file.mkdir()
        line = checkout.refusal()
        assert name in line
        assert "Is a directory" in line
        file.rmdir()
        file.write_bytes(content + b"\n# Z\xfcrich\n")
        line = checkout.refusal()
        assert name in line
        assert "0xfc" in line
        file.write_bytes(content)
