"""Does a check that cannot be meant stop the build, with one line that names it?"""

from __future__ import annotations

from conftest import sampled
from spoilt import missing, refusal_of_edit

CHECKS = "scripts/article/findings.toml"
DISPUTES = "scripts/article/disputes.toml"

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
    "check without a title": ('title = "Growth in the second half of 1944: the prose against the table"\n', "", ["findings.toml", "`title`"]),
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
    "words for no figure": ('title = "Net change of the number held: from {span}"', 'title = "{people}"',
        ["checks.net-change: the left side is no figure"]),
    "figure on both sides": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[statements/history-held-1942/value] + [prisoners_held/1942-Q1/prisoners]"',
        ["checks.held-early-1942: statements/history-held-1942/value stands on both sides"]),
    "divisor that may be nothing": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] / ([statements/history-held-1945/value] / [prisoners_held/1945-Q3/prisoners] - 1)"',
        ["checks.held-early-1942", "its divisor may be nothing"]),
    "relation by words that are not there": ('exact = "German Wehrmacht POWs"', 'exact = "German Wehrmacht soldiers"',
        ["'German Wehrmacht soldiers' is not found"]),
    "kind that is not in the vocabulary": ('kind = "growth"\nleft', 'kind = "rise"\nleft', ["growth-second-half-1944", "'rise' is not in the vocabulary"]),
    "mistyped key": ('not_comparable = "Of whom', 'incomparable = "Of whom', ["findings.toml line", "`incomparable`"]),
    "other days of one side": ('[checks.survivors-nkvd]\n', '[checks.survivors-nkvd]\nday = ["[prisoners_held/1942-Q1/prisoners]"]\n',
        ["checks.survivors-nkvd: a check without a right side compares nothing"]),
    "assumption that nobody declared": ('assumes = ["on_top"]', 'assumes = ["besides"]', ["assumptions: 'besides' is used by no comparison, or not declared"]),
    "assumption that nobody needs": ('assumes = ["soviet_citizens"]\n', "", ["assumptions: 'soviet_citizens' is used by no comparison"]),
    "assumption on nothing": ('comparisons = ["overy-accounted-table"]\n', "", ["assumptions.overy_germans: rests on nothing"]),
    "assumption that figures do not support": ('comparisons = ["overy-accounted-table"]', 'comparisons = ["captured-western-nkvd"]',
        ["assumptions.overy_germans: captured-western-nkvd is no comparison of two sides that are the same"]),
    "joining by one population": ('comparisons = ["repeat-history-krivosheev-died", "krivosheev-accounted-table"]', 'comparisons = ["nkvd-captured-table"]',
        ["assumptions.one_group: nkvd-captured-table is no claim that is printed of two populations"]),
    "assumption by words that are not there": ('exact = "military personnel listed as missing"', 'exact = "personnel reported missing"', ["'personnel reported missing' is not found"]),
    "place of a figure that there is not": ('"statements/soviet-nkvd-captured/value" = ', '"statements/soviet-captured/value" = ',
        ["readings.population: no figure stands at 'statements/soviet-captured/value'"]),
    "place that no comparison needs": ('"statements/soviet-nkvd-captured/value" = ', '"prisoners_by_nationality/Danish/died_percent" = "[prisoners_by_nationality/German/died_percent]"\n"prisoners_held/1942-Q2/prisoners" = "[prisoners_held/1942-Q2/prisoners] - [prisoners_held/1942-Q1/prisoners]"\n"statements/history-inmates-transferred/value" = "[statements/history-officers-transferred/value]"\n"statements/history-sentence/value" = "[statements/history-sentence/value]"\n"statements/soviet-nkvd-captured/value" = ',
        ["readings.population: no comparison names 'statements/history-sentence/value'; delete it"]),
    "spread of one count": ('measures = ["died"]', 'measures = ["repatriated"]', ["spreads.died: no two counts differ"]),
}  # fmt: skip
QUARRELS = {
    "quarrel over nothing": ('"beorn-nkvd",', '"beorn-nkvd",\n    "overy-died-table",', ["disputes.died: overy-died-table is same; nobody quarrels over that"]),
    "comparison that there is not": ('"beorn-nkvd",', '"beorn-nkvd",\n    "beorn-nkwd",', ["disputes.died: beorn-nkwd is no comparison"]),
    "quarrel without a dispute": ('    "beorn-nkvd",\n', "", ["disputes.toml: the comparison beorn-nkvd is conflict, but stands in no dispute"]),
    "comparison in two disputes": ('causes = ["growth-second-half-1944"]', 'causes = ["growth-second-half-1944", "beorn-nkvd"]', ["disputes.growth-1944: beorn-nkvd stands in two places"]),
    "consequence of no cause": ("commission-western-maximum = [", "beorn-nkvd = [", ["disputes.died-maximum: consequences of beorn-nkvd, which is none of its causes"]),
    "number that there is not": ("{findings/survivors-commission/left_value}", "{findings/survivors/left_value}", ["disputes.died: no number stands at 'findings/survivors/left_value'"]),
    "topic that there is not": ('topic = "died"\ntitle = "How many', 'topic = "deaths"\ntitle = "How many', ["answers.deaths: the topic has no entry"]),
}  # fmt: skip


@sampled(FAULTS, every=9)
def test_a_fault_in_a_check_stops_the_build(names: list[str]) -> None:
    """The message names the check."""
    for name in names:
        old, new, words = FAULTS[name]
        assert missing(words, refusal_of_edit(CHECKS, old, new)) == [], name


@sampled(QUARRELS, every=3)
def test_a_fault_in_a_dispute_stops_the_build(names: list[str]) -> None:
    """In one line that names it."""
    for name in names:
        old, new, words = QUARRELS[name]
        assert missing(words, refusal_of_edit(DISPUTES, old, new)) == [], name
