"""Does anybody notice?

The package claims that nothing can change unnoticed. ``faults/`` changes everything it can, one
thing at a time; here it is asserted that each was noticed, and that the README gives the counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import gcd
from pathlib import Path

import pytest
from conftest import ALL, ARTICLE, ROOT, copy_checkout
from faults import GROUPS, Fault, Group, alterations, is_noticed, transcribed
from faults.files import csv_files
from forked.kills import contents, digest, put_back

from transcription.article import Article
from transcription.numerals import numerals
from transcription.refusal import Refusal

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", GROUPS)
def test_every_fault_is_noticed(name: str) -> None:
    """There are as many as the README says, and of those that are made none is missed."""
    group = GROUPS[name]
    every = 1 if ALL else group.every
    listed, made, missed = group.count(every)
    assert missed == []
    assert made == -(-listed // every)
    assert f"| {name} | {listed:,} | {listed:,} |" in README


def test_the_readme_says_how_many_are_made() -> None:
    """A third, a seventh or a 29th part in the rows that it names, and all in the others."""
    shares = [7, 1, 29, 29, 29, 29, 29, 29, 7, 29, 7, 7, 1, 3]
    assert [group.every for group in GROUPS.values()] == shares
    assert (
        "`make test` makes every 29th in rows 3 to 8 and 10, every seventh in rows 1, 9, 11 and 12, "
        "every third in the last, and all in the rest" in README
    )


def test_the_share_of_the_cells_has_every_column() -> None:
    """Every 29th cell of a table of 29 columns, or of 58, would stand in the same one."""
    every = GROUPS["one character altered in each cell of each CSV file (`verify()`)"].every
    assert {gcd(every, len(file.rows[0])) for file in csv_files(ROOT)} == {1}


def test_the_readme_counts_the_numerals() -> None:
    """And lists every group of faults."""
    found = len(list(numerals(Article("article.txt", ARTICLE))))
    assert f"The article has {found} numerals." in README
    assert all(f"| {group} |" in README for group in GROUPS)


def test_every_numeral_has_an_alteration() -> None:
    """A numeral that could not be altered would be one that was not tried."""
    for numeral in numerals(Article("article.txt", ARTICLE)):
        assert list(alterations(numeral.exact)), numeral.exact


def test_the_unaltered_article_is_not_refused() -> None:
    """Else every fault would be noticed, and none for itself."""
    assert not isinstance(transcribed(ARTICLE), Refusal)


def test_a_change_that_nobody_notices_is_seen() -> None:
    """An alteration that changes nothing, and one that changes another cell than its own."""
    published = transcribed(ARTICLE)
    assert isinstance(published, dict)
    assert not is_noticed(published, published, {"prisoners_held/1941-Q4/prisoners"})
    other = {**published, "prisoners_held/1942-Q1/prisoners": 1}
    assert not is_noticed(published, other, {"prisoners_held/1941-Q4/prisoners"})


def test_a_fault_that_nobody_notices_is_counted() -> None:
    """Among ten; or among the first, the fourth, the seventh and the tenth, if every third is made."""

    def ten() -> Iterator[Fault]:
        for number in range(1, 11):
            yield Fault(f"the {number}.", partial((3, 7).__contains__, number))

    assert Group(ten).count(every=1)[:2] == (10, 10)
    assert Group(ten).count(every=3) == (10, 4, ["the 1.", "the 4.", "the 10."])


def test_a_killed_build_is_judged_by_all_that_it_left(tmp_path: Path) -> None:
    """A byte, a name and a file more or less are another state; put back, it is the old one."""
    root = copy_checkout(tmp_path).root
    before, state = contents(root), digest(root)
    (root / "resources" / "torn.csv").write_bytes(b"half a fi")
    assert digest(root) != state
    (root / "resources" / "torn.csv").unlink()
    (root / "README.md").write_bytes((root / "README.md").read_bytes()[:-1])
    assert digest(root) != state
    (root / "resources" / "events.csv").unlink()
    (root / ".staging-x" / "metadata").mkdir(parents=True)
    put_back(root, before)
    assert digest(root) == state
    assert contents(root) == before
