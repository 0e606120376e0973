"""Does anybody notice?

The package claims that nothing can change unnoticed. ``faults.py`` changes everything it can, one
thing at a time; here it is asserted that each was noticed, and that the README gives the counts.
"""

from __future__ import annotations

import faults
import pytest
from conftest import ARTICLE, ROOT
from faults import GROUPS, Fault, count, is_noticed, transcribed

from transcription.article import Article
from transcription.numerals import numerals
from transcription.refusal import Refusal

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("group", GROUPS)
def test_every_fault_is_noticed(group: str) -> None:
    """As many as the README says, and none missed."""
    name, made, missed = count(group)
    assert missed == []
    assert f"| {name} | {made:,} | {made:,} |" in README


def test_the_readme_counts_the_numerals() -> None:
    """And lists every group of faults."""
    found = len(list(numerals(Article("article.txt", ARTICLE))))
    assert f"The article has {found} numerals." in README
    assert all(f"| {group} |" in README for group in GROUPS)


def test_every_numeral_has_an_alteration() -> None:
    """A numeral that could not be altered would be one that was not tried."""
    for numeral in numerals(Article("article.txt", ARTICLE)):
        assert list(faults.alterations(numeral.exact)), numeral.exact


def test_the_unaltered_article_is_not_refused() -> None:
    """Else every fault would be noticed, and none for itself."""
    assert not isinstance(transcribed(ARTICLE), Refusal)


def test_a_fault_that_nobody_notices_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """An alteration that changes nothing, and one that changes another cell than its own."""
    published = transcribed(ARTICLE)
    assert isinstance(published, dict)
    assert not is_noticed(published, published, {"prisoners_held/1941-Q4/prisoners"})
    other = {**published, "prisoners_held/1942-Q1/prisoners": 1}
    assert not is_noticed(published, other, {"prisoners_held/1941-Q4/prisoners"})
    monkeypatch.setitem(GROUPS, "idle", lambda: iter([Fault("nothing at all", noticed=False)]))
    assert count("idle") == ("idle", 1, ["nothing at all"])
