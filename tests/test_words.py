"""Are findings told in plain sentences, with their numbers, and nothing of the machine in them?"""

from __future__ import annotations

import re

from conftest import cells, rows

from reconciliation.words import period_in_words

CHECKS = cells("findings")

SUMMARIES = {
    "held-end-of-war": "2,800,000 (2,750,000 to 2,850,000) against 2,000,000 (1,950,000 to 2,050,000): "
    "29% apart; whether they can be reconciled depends on the day. This assumes that 'German', "
    "'German military' and 'Wehrmacht' are used of the same armed force.",
    "beorn-overmans": "35.8% (35.75% to 35.85%) should not exceed a maximum of 33.33% (up to 42%): 2.5 "
    "percentage points apart, 6.9% of the larger; whether it must depends on how round a number is and "
    "on how far a hedge reaches.",
    "held-at-most-captured": "2,000,000 (1,950,000 to 2,050,000) should not exceed 3,060,000 (3,055,000 "
    "to 3,065,000): 35% apart; under every reading it need not. This assumes that 'German', 'German "
    "military' and 'Wehrmacht' are used of the same armed force.",
    "died-percent-polish": "5% (4.5% to 5.5%) against 5.19%: 0.2 percentage points apart, 3.6% of the "
    "larger; one is the other, rounded to fewer than three digits.",
    "stalingrad-raises-number": "91,000 (90,500 to 91,500) against 70,000 (60,000 to 75,500): the two "
    "sides do not count the same.",
    "share-western": "A maximum of 33% (up to 36%).",
    "died-overmans-western": "A maximum of 1,000,000 (up to 1,050,000) against a maximum of 1,000,000 "
    "(up to 1,050,000): the same number; but two maxima may bound different things.",
    "survivors-nkvd": "2,352,672.",
}


def test_a_finding_is_told_in_a_sentence() -> None:
    """Built from the numbers; a maximum is called one."""
    assert {name: CHECKS[name]["summary"] for name in SUMMARIES} == SUMMARIES


def test_a_stranger_can_read_what_is_compared() -> None:
    """Titles and summaries hold no key of a row, no term of a vocabulary, no date in EDTF."""
    keys = {row["statement"] for row in rows("statements")} | set(CHECKS)
    code = re.compile(r"_|\d{4}-\d{2}|\d{4}/|\.\.|-Q\d|[{}]")
    for row in CHECKS.values():
        for text in (row["title"], row["summary"]):
            assert not [key for key in keys if "-" in key and key in text], text
            assert not code.search(text), text
            assert not text[0].islower(), text
    assert len({row["title"] for row in CHECKS.values()}) == len(CHECKS)


PERIODS = {
    "1939/1945": "1939 to 1945",
    "1943-01/1943-03": "January to March 1943",
    "1941/1945-04": "1941 to April 1945",
    "1945-01/1945": "January 1945 to 1945",
    "1945-05/1950-06": "May 1945 to June 1950",
    "1945-05/..": "from May 1945",
    "1945-05/": "from May 1945",
    "../1950": "until 1950",
    "1944-Q4/1945-Q1": "the fourth quarter of 1944 to the first quarter of 1945",
    "1945-05-08": "8 May 1945",
    "1942-Q1": "the first quarter of 1942",
}


def test_a_period_is_told_in_words() -> None:
    """A year that both ends share is said once."""
    assert {period: period_in_words(period) for period in PERIODS} == PERIODS
