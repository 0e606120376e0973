"""Does a check that cannot be meant stop the build, with one line that names it?"""

from __future__ import annotations

from conftest import sampled
from spoilt import missing, refusal_of_edit

CHECKS = "scripts/article/findings.toml"

FAULTS = {
    "address of no cell": ("[prisoners_held/1942-Q1/prisoners]", "[prisoners_held/1942-Q5/prisoners]",
        ["checks.held-early-1942", "no number stands at 'prisoners_held/1942-Q5/prisoners'"]),
    "cell without a number": ("[prisoners_held/1942-Q1/prisoners]", "[prisoners_held/1942-Q1/period]",
        ["checks.held-early-1942", "no number stands at"]),
    "expression that calls a function": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "rand([prisoners_held/1942-Q1/prisoners])"',
        ["checks.held-early-1942", "cannot be computed: Call is no sum"]),
    "expression that is none": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] +"',
        ["checks.held-early-1942", "cannot be computed"]),
    "division by nothing": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] / 0"',
        ["checks.held-early-1942", "cannot be computed"]),
    "table that there is not": ('each = "prisoners_by_nationality"\nleft', 'each = "nationalities"\nleft',
        ["checks.accounted-for", "no table 'nationalities'", "prisoners_by_nationality"]),
    "field that there is not": ('where = { row_kind =', 'where = { kind_of_row =', ["checks.died-percent", "no field 'kind_of_row'"]),
    "selection of no row": ('where = { row_kind = ["nationality", "residual"] }', 'where = { row_kind = ["nationality", "others"] }',
        ["checks.died-percent", "no row of prisoners_by_nationality has 'others' as its row_kind"]),
    "tolerance": ('unit = "percent"\n\n[checks.died-percent-total]', 'unit = "percent"\ntolerance = 0.5\n\n[checks.died-percent-total]',
        ["findings.toml", "`tolerance`"]),
    "check without a title": ('title = "Growth one quarter later: the prose against the table"\n', "", ["findings.toml", "`title`"]),
    "population that is missing": ('[populations.prisoners_of_war]\ncalled = "prisoners of unnamed nationality"\n', "",
        ["populations: 'prisoners_of_war' stands there or among the populations elsewhere only"]),
    "people of a row that are missing": ('[populations.danish_nationals]', '[populations.danes]', ["populations: 'danes' stands there or"]),
    "population without a name": ('called = "prisoners of unnamed nationality"\n', "", ["findings.toml", "`called`"]),
    "relation that rests on nothing": ('exact = "including 400,000 civilians"\n', "", ["populations.civilians: rests on nothing"]),
    "relation to no population": ('within = ["prisoners_and_civilians"]', 'within = ["people"]', ["populations.civilians: 'people' is no other population"]),
    "measure that there is not": ('held = { called', 'hold = { called', ["measures: 'held' stands there or in statements only"]),
    "persons against percent": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_by_nationality/Total/died_percent]"',
        ["checks.held-early-1942: a side is in percent, the check in persons"]),
    "persons against a quotient": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] / [prisoners_held/1942-Q2/prisoners]"',
        ["checks.held-early-1942: a side is in no unit, the check in persons"]),
    "persons and percent in one sum": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] + [prisoners_by_nationality/Total/died_percent]"',
        ["checks.held-early-1942", "it mixes persons and percent"]),
    "cell against itself": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[statements/history-held-1942/value]"',
        ["checks.held-early-1942: both sides name the same cells"]),
    "cell against a typed number": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "120000"',
        ["checks.held-early-1942: '120000' names no cell"]),
    "repeat that is a sum": ('kind = "part_whole"\nleft = "[statements/lead-soviet-died/value]"', 'kind = "repeat"\nleft = "[statements/lead-soviet-died/value]"',
        ["findings.toml, lead-soviet-died-parts: a repeat names one figure on each side"]),
    "words for no figure": ('title = "Growth one quarter later: the prose against the table"\nkind = "growth"\nleft = "[statements/history-growth-1944/value]"', 'title = "{people}"\nkind = "growth"\nleft = "1 * [statements/history-growth-1944/value]"',
        ["checks.growth-next-quarter: the left side is no figure"]),
    "figure on both sides": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[statements/history-held-1942/value] + [prisoners_held/1942-Q1/prisoners]"',
        ["checks.held-early-1942: statements/history-held-1942/value stands on both sides"]),
    "divisor that may be nothing": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] / ([statements/history-held-1945/value] / [prisoners_held/1945-Q3/prisoners] - 1)"',
        ["checks.held-early-1942", "its divisor may be nothing"]),
    "relation by words that are not there": ('exact = "German Wehrmacht POWs"', 'exact = "German Wehrmacht soldiers"',
        ["'German Wehrmacht soldiers' is not found"]),
    "kind that is not in the vocabulary": ('kind = "growth"\nleft = "[statements/history-growth-1944/value]"\nright = "[prisoners_held/1945-Q1',
        'kind = "rise"\nleft = "[statements/history-growth-1944/value]"\nright = "[prisoners_held/1945-Q1', ["growth-next-quarter", "'rise' is not in the vocabulary"]),
    "mistyped key": ("not_comparable = \"Another", "incomparable = \"Another", ["findings.toml line", "`incomparable`"]),
}  # fmt: skip


@sampled(FAULTS, every=8)
def test_a_fault_in_a_check_stops_the_build(names: list[str]) -> None:
    """The message names the check."""
    for name in names:
        old, new, words = FAULTS[name]
        assert missing(words, refusal_of_edit(CHECKS, old, new)) == [], name
