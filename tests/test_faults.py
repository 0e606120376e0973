"""Does anybody notice?

The package claims that nothing can change unnoticed. ``faults/`` changes everything it can, one
thing at a time; here a sample is made, and slowly all, each is noticed, and docs/trust.md gives the
counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import gcd

import pytest
from conftest import ARTICLE, ROOT
from faults import GROUPS, Fault, Group, alterations, is_noticed, transcribed
from faults.files import NAMES, csv_files, is_invalid
from faults.meaning import by_evidence_alone

from transcription.article import Article
from transcription.numerals import numerals
from transcription.refusal import Refusal

TRUST = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
REWRITE = "PYTHONPATH=scripts:tests .venv/bin/python -m faults"
COSTLY = "the build stopped at random moments (SIGINT, SIGTERM, SIGHUP by turns)"


def assert_document_says(line: str, document: str = TRUST) -> None:
    """Assert that the document gives what is counted now."""
    stale = f"docs/trust.md is stale, it does not say {line!r}: run `{REWRITE}`"
    assert line in document, stale


@pytest.mark.parametrize("name", [name for name in GROUPS if name != COSTLY])
def test_a_sample_of_the_faults_is_noticed(name: str) -> None:
    """And the document says how many there are."""
    group = GROUPS[name]
    listed, made, missed = group.count(group.every)
    assert missed == []
    assert made == -(-listed // group.every)
    assert_document_says(f"| {name} | {listed:,} | {listed:,} |")


@pytest.mark.slow
@pytest.mark.parametrize("name", GROUPS)
def test_every_fault_is_noticed(name: str) -> None:
    listed, made, missed = GROUPS[name].count(every=1)
    assert missed == []
    assert made == listed
    assert_document_says(f"| {name} | {made:,} | {made:,} |")


@pytest.mark.slow
def test_the_document_says_what_the_evidence_alone_would_notice() -> None:
    noticed, altered = by_evidence_alone()
    assert_document_says(f"notice {noticed:,} of {altered:,} alterations of meaning")


def test_the_document_counts_the_numerals_and_lists_every_group() -> None:
    found = len(list(numerals(Article("article.txt", ARTICLE))))
    assert_document_says(f"The article has {found} numerals.")
    rows = [line.split(" | ")[0][2:] for line in TRUST.splitlines() if line.startswith("| ")]
    assert rows[2:] == list(GROUPS)


def test_a_stale_count_says_what_to_run() -> None:
    group = "each speaker exchanged for each other"
    counted = next(line for line in TRUST.splitlines() if line.startswith(f"| {group} |"))
    with pytest.raises(AssertionError, match=f"run `{REWRITE}`"):
        assert_document_says(counted.replace("| 4", "| 5"))


def test_the_sample_of_the_cells_has_every_column() -> None:
    """A step that is a multiple of the number of columns would always meet the same one."""
    every = GROUPS["one character altered in each cell of each CSV file (`verify()`)"].every
    assert {gcd(every, len(file.rows[0])) for file in csv_files(ROOT)} == {1}


@pytest.mark.slow
def test_frictionless_finds_nothing_in_what_is_published() -> None:
    """Else it would notice every fault, and none for itself."""
    files = [ROOT / "datapackage.json", *(ROOT / path for path in NAMES)]
    assert [path.name for path in files if is_invalid(ROOT, path)] == []


def test_every_numeral_has_an_alteration() -> None:
    """A numeral that could not be altered would be one that was not tried."""
    found = list(numerals(Article("article.txt", ARTICLE)))
    assert [each.exact for each in found if not list(alterations(each.exact))] == []


def test_only_a_change_of_the_own_cell_counts_as_noticed() -> None:
    """The unaltered article is not refused; another cell may not change in place of the own one."""
    published = transcribed(ARTICLE)
    assert not isinstance(published, Refusal)
    own = {"prisoners_held/1941-Q4/prisoners"}
    assert not is_noticed(published, published, own)
    assert not is_noticed(published, {**published, "prisoners_held/1942-Q1/prisoners": 1}, own)
    assert is_noticed(published, {**published, "prisoners_held/1941-Q4/prisoners": 1}, own)


def test_a_fault_that_nobody_notices_is_counted() -> None:
    """Among ten; or among the first, fourth, seventh and tenth, if every third is made."""

    def ten() -> Iterator[Fault]:
        for number in range(1, 11):
            yield Fault(f"the {number}.", partial((3, 7).__contains__, number))

    assert Group(ten, 3).count(every=1)[:2] == (10, 10)
    assert Group(ten, 3).count(every=3) == (10, 4, ["the 1.", "the 4.", "the 10."])
