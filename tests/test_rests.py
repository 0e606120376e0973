"""Does a reader who counts witnesses count each of them once?

A claim names the claims of which it is a quotient, a part, or the same cut or rounded; what is left
is a count of its own, as far as the article shows.
"""

from __future__ import annotations

from conftest import cells

FIGURES = cells("figures")

RESTS = {
    "history-overy-died": ("lead-soviet-died-germans", "cut"),
    "history-overy-accounted": ("prisoners-by-nationality-german-accounted-for", "rounded"),
    "history-beorn-died-share": ("lead-commission-died; lead-commission-captured", "quotient"),
    "lead-soviet-died-germans": ("lead-soviet-died", "part"),
    "lead-commission-died-1941-1945": ("lead-commission-died", "part"),
    "soviet-austrian-captured-civilians": ("soviet-austrian-captured", "part"),
    "prisoners-by-nationality-danish-died-in-captivity": ("lead-soviet-died", "part"),
    "prisoners-by-nationality-total-died-percent": (
        "lead-soviet-died; history-krivosheev-accounted", "quotient",
    ),
}  # fmt: skip


def test_a_claim_names_the_claims_on_which_it_rests() -> None:
    """What is left of a topic are counts of their own: one line finds them."""
    rests = {row["claim"]: (row["rests_on"], row["rests_on_ground"]) for row in FIGURES.values()}
    assert {name: rests[name] for name in RESTS} == RESTS
    own = {row["claim"] for row in FIGURES.values()
           if row["measure"] == "died" and row["compared_as"] == "german_prisoners" and not row["rests_on"]}  # fmt: skip
    assert own == {
        "lead-soviet-died", "lead-commission-died", "lead-overmans-died", "history-western-died",
    }  # fmt: skip
    kept = {row["claim"] for row in FIGURES.values() if not row["rests_on"]}
    assert {
        "history-stalingrad-captured",
        "history-stalingrad-died",
        "history-stalingrad-repatriated",
    } <= kept


def test_all_printings_of_a_claim_rest_on_the_same() -> None:
    """And on no printing of their own; what a claim rests on is a claim."""
    claims = {row["claim"] for row in FIGURES.values()}
    by_claim: dict[str, set[tuple[str, str]]] = {}
    for row in FIGURES.values():
        by_claim.setdefault(row["claim"], set()).add((row["rests_on"], row["rests_on_ground"]))
        on = set(filter(None, row["rests_on"].split("; ")))
        assert on <= claims - {row["claim"]}
        assert bool(on) == bool(row["rests_on_ground"])
    assert all(len(rests) == 1 for rests in by_claim.values())
