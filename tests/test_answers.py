"""Is each answer the least and the greatest of the counts, and does it show all of them?

Counted again from ``figures.csv`` alone: what counts as an answer is typed here by hand.
"""

from __future__ import annotations

import re

import pytest
from conftest import ROOT, cells, rows, sampled
from spoilt import TABLES, missing, refusal_of_edit

import german_pows_ussr as pows
from german_pows_ussr.__main__ import main
from german_pows_ussr._answer import cells as shown
from german_pows_ussr._figures import as_number
from publication.answer import answer_block

FIGURES, ANSWERS = rows("figures"), cells("answers")
MEASURES = {
    "died": {"died"},
    "captured": {"captured", "accounted_for"},
    "held": {"held"},
    "returned": {"repatriated"},
}
END_OF_WAR = ("1945-05-01", "1945-05-31")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
AMOUNT = re.compile(rf"{NUMBER.pattern}(?: million)?")


def own_counts(topic: str) -> dict[str, dict[str, str]]:
    """Map the claims of a topic that rest on no other to their first printings."""
    found: dict[str, dict[str, str]] = {}
    for row in FIGURES:
        start, end = row["period_start"], row["period_end"]
        in_time = topic != "held" or (start <= END_OF_WAR[1] and END_OF_WAR[0] <= end != "")
        if row["topic"] == topic and not row["rests_on"] and in_time:
            found.setdefault(row["claim"], row)
    return found


def answering(topic: str) -> list[str]:
    """List the claims that count what is asked, of all German prisoners, the greatest first."""
    own = own_counts(topic)
    found = {
        row["claim"]: float(row["value"])
        for row in FIGURES
        if row["claim"] in own
        and row["measure"] in MEASURES[topic]
        and row["compared_as"] == "german_prisoners"
    }
    return sorted(found, key=lambda claim: -found[claim])


NAMED = {
    # parts and figures of other times that an answer names
    "died": ["lead-soviet-died-germans"],
    "captured": [
        "prisoners-by-nationality-german-accounted-for", "soviet-austrian-captured-civilians",
    ],
    "held": ["history-held-1945"],
    "returned": ["prisoners-by-nationality-german-released-and-repatriated"],
}  # fmt: skip


def counting(topic: str) -> list[str]:
    """List the claims that answer and are counts: no maximum, and not the article's own words."""
    own = own_counts(topic)
    return [
        claim
        for claim in answering(topic)
        if own[claim]["printed_low"] and own[claim]["asserted_by"] != "wikipedia-article"
    ]


def flat(text: str) -> str:
    """Return a text without the ends of its lines."""
    return " ".join(text.split())


def test_the_topics_stand_in_the_order_in_which_people_ask() -> None:
    """Deaths come first."""
    assert list(ANSWERS) == list(MEASURES)


def test_the_range_is_that_of_the_counts() -> None:
    """The least and the greatest number, and how many counts there are."""
    for topic, row in ANSWERS.items():
        counts = counting(topic)
        assert row["claims"].split("; ") == answering(topic)
        assert int(row["counts"]) == len(counts)
        ends = {float(own_counts(topic)[claim]["value"]) for claim in (counts[-1], counts[0])}
        assert ends <= {as_number(number) for number in AMOUNT.findall(row["answer"])}, topic
    assert {topic: row["answer"] for topic, row in ANSWERS.items()} == ANSWERED


ANSWERED = {
    "died": "Between 381,067 (Soviet records; 356,700 of them Germans by nationality) and 1,094,250 (the "
    "West German commission), depending on who counts. Overmans and historians in the West put the "
    "maximum at 1.0 million.",
    "captured": "Between 2,733,739 (Soviet NKVD figures; 2,388,443 of them Germans by nationality) and "
    "3,060,000 (the West German commission), depending on who counts. An unnamed Austrian historian has "
    "2.6 million, 400,000 civilians among them, without naming a nation.",
    "held": "2,000,000 in the second quarter of 1945 (Overmans) or 2.8 million at the end of the war "
    "(Soviet records), depending on who counts and on which day.",
    "returned": "By the NKVD's figures 2,352,672 of all nationalities of the Wehrmacht by 22 April 1956, "
    "2,031,743 of them German; the commission's figures leave between 1,960,750 and 1,970,750, if its "
    "dead are taken from its captured.",
}


def test_a_spread_in_findings_has_the_same_ends() -> None:
    """The answers and the findings are computed apart."""
    findings = cells("findings")
    for topic in ("died", "captured"):
        row = findings[f"spread-{topic}"]
        ends = {float(row[f"{side}_value"]) for side in ("left", "right")}
        assert ends <= {as_number(each) for each in AMOUNT.findall(ANSWERS[topic]["answer"])}


def test_an_answer_has_no_number_of_its_own() -> None:
    """Each number stands in a figure, in a finding, or is a year of a period."""
    known = {
        number for row in FIGURES for number in NUMBER.findall(f"{row['printed']} {row['value']}")
    }
    known |= {number for row in rows("findings") for number in NUMBER.findall(row["summary"])}
    known |= set(re.findall(r"\d{4}", "".join(row["period"] for row in FIGURES)))
    for topic, row in ANSWERS.items():
        words = " ".join(row[name] for name in ("question", "answer", "dependence", "not_known"))
        numbers = set(NUMBER.findall(words.replace("22 April", "").replace("6th", "")))
        assert numbers <= known, topic


@pytest.mark.parametrize("topic", MEASURES)
def test_every_count_of_its_own_is_shown_once(topic: str) -> None:
    """One that answers in a line of the table, any other in its sentence."""
    found = pows.answer(topic)
    table = repr(found).split("\n\n")[2].splitlines()[2:]
    shown = list(found.claims["claim"]) + list(found.other_claims["claim"])
    assert sorted(shown) == sorted([*own_counts(topic), *NAMED[topic]])
    for line, (_, row) in zip(table, found.claims.iterrows(), strict=True):
        assert re.match(rf"{re.escape(row['amount'])} +{re.escape(row['who'])} ", line)
    for says in found.other_claims["says"]:
        assert flat(repr(found)).count(f"also given {says}") == 1


@pytest.mark.parametrize("topic", MEASURES)
def test_an_answer_is_whole_and_fits(topic: str) -> None:
    """Question first, citation last, each dispute and each text, in lines of 80 columns."""
    found = pows.answer(topic)
    text = flat(repr(found))
    assert text.startswith(f"{found.question} {found.answer} as printed")
    assert text.endswith(f"citation {found.citation}")
    assert all(each in text for each in (found.dependence, found.assumes, found.not_known))
    for _, row in found.disputes.iterrows():
        assert text.count(f"dispute {row['title']} {row['summary']}") == 1
    for width in (60, 80):
        assert max(map(len, found.text(width, full=True).splitlines())) <= width


def test_the_full_answer_has_every_claim_of_the_topic() -> None:
    """The parts, the shares and the figures of other times as well."""
    for topic in MEASURES:
        text = flat(pows.answer(topic).text(full=True))
        for claim in {row["claim"] for row in FIGURES if row["topic"] == topic}:
            says = [row["says"] for row in FIGURES if row["claim"] == claim]
            listed = claim in ANSWERS[topic]["claims"].split("; ")
            assert listed or any(each in text for each in says), claim


def test_voices_that_are_no_witnesses_are_named() -> None:
    """Overy's number, Beorn's share, and the names of the Soviet count; not a table's own shares."""
    said = ANSWERS["died"]["dependence"]
    assert "381,067 is one count under three names: Soviet records, Krivosheev and" in said
    assert (
        "356,000, according to Russian sources (Richard Overy), looks like another number, cut off: "
        "356,700 prisoners of German nationality died in Soviet captivity by 22 April 1956" in said
    )
    assert (
        "35.8 percent, according to Waitman Wade Beorn, equals in all its digits the share" in said
    )
    assert "that 1,094,250 is of 3,060,000" in said
    assert "%" not in said


def test_the_command_prints_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """And without a topic the questions."""
    assert main(["answer", "died"]) == 0
    assert capsys.readouterr().out == f"{pows.answer('died')}\n"
    assert main(["answer"]) == 0
    listed = flat(capsys.readouterr().out)
    assert all(f"{row['question']} {row['answer']}" in listed for row in ANSWERS.values())


def test_an_unknown_topic_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """It names the known ones, or the nearest."""
    with pytest.raises(pows.UnknownNameError, match=r"did you mean captured\?"):
        pows.answer("capture")
    assert main(["answer", "deaths"]) == 1
    error = capsys.readouterr().err
    assert error == (
        "german-pows-ussr: no topic 'deaths' in answers; there are died, captured, held, returned\n"
    )


def test_a_notebook_shows_the_answer() -> None:
    """With a table of the counts."""
    found = pows.answer("died")
    html = found._repr_html_()
    assert html.count("<tr>") == len(found.claims) + 1
    assert all(each in html for each in (found.question, found.answer, "<th"))


def test_the_answer_in_markdown_is_that_of_the_accessor() -> None:
    """The build writes it from its tables, the accessor from the published ones."""
    text, found = answer_block(TABLES), pows.answer("died")
    lines = [f"| {' | '.join(shown(row))} |" for row in found.rows("claims")]
    assert text.splitlines()[4 : 4 + len(lines)] == lines
    quarrel = found.disputes.iloc[0]
    said = (found.question, found.answer, quarrel["summary"], found.dependence)
    assert all(text.count(each) == 1 for each in said)


SENTENCES = {
    "statements/lead-soviet-died/value": "381,067 German Wehrmacht prisoners died in NKVD camps, according to Soviet records",
    "statements/lead-commission-died/value": "1,094,250 German military personnel died in Soviet captivity (by the dates of its parts, from 1941 to 1955), according to the Maschke commission",
    "statements/lead-overmans-died/value": "At most 1.0 million German prisoners died in Soviet hands, according to Rüdiger Overmans",
    "statements/history-growth-1944/value": "The number of German prisoners held nearly doubled in the second half of 1944, according to the article, which names no source",
    "statements/history-overy-died/value": "356,000 prisoners of a nationality not stated died in Soviet captivity, according to Russian sources, as reported by Richard Overy",
    "prisoners_held/1945-Q2/prisoners": "2,000,000 German prisoners were held by the Soviet Union in the second quarter of 1945, according to Rüdiger Overmans",
    "prisoners_by_nationality/Dutch/died_percent": "4% of Dutch prisoners died in Soviet captivity by 22 April 1956, according to the NKVD, as reported by Krivosheev",
    "statements/lead-overmans-died-presumed/value": "It seems entirely plausible, but not provable, that 700,000 German military personnel listed as missing died in Soviet custody, according to Rüdiger Overmans",
    "statements/history-inmates-transferred/value": "6,680 inmates of the NKVD special camps in Germany from 1945 to 1949 were transferred to Soviet prisoner-of-war camps, according to documents of the Soviet Ministry for the Interior",
    "statements/history-nyt-transferred/printed": "Thousands of prisoners were transferred to Soviet authorities from prisoner-of-war camps in the West, according to the New York Times",
}  # fmt: skip


def test_figures_are_put_into_sentences() -> None:
    """As typed here by hand; each has its amount, and its number where that is in digits."""
    says = {row["figure"]: row["says"] for row in FIGURES}
    assert {figure: says[figure] for figure in SENTENCES} == SENTENCES
    for row in FIGURES:
        amounts = (row["amount"].lower(), row["printed"].lower())
        assert any(amount in row["says"].lower() for amount in amounts), row["figure"]
        assert re.fullmatch(r"[A-Z0-9][^{}]*, according to [^{}]+[^.]", row["says"])
        if number := re.search(rf"{AMOUNT.pattern}", row["amount"]):
            assert as_number(number[0]) == float(row["value"]), row["figure"]


A, F = "scripts/article/answers.toml", "scripts/article/figures.toml"
FAULTS = {
    "topic without an entry": (A, "[answers.returned]", "[answers.home]", ["answers.home: no figure has this topic"]),
    "topic that lost its entry": (A, 'returned = { description = "How many returned home." }', 'returned = { description = "How many returned home." }\ntransferred = { description = "How many were handed over." }', ["answers.transferred: the topic has no entry"]),
    "number that is typed": (A, "Whether Overmans' {statements/lead-overmans-died-presumed/value}", "Whether Overmans' 700,000", ["answers.died: '700,000' is typed"]),
    "cell that there is not": (A, "{statements/soviet-austrian-captured/value}", "{statements/austrian-captured/value}", ["answers.captured: no number stands at 'statements/austrian-captured/value'"]),
    "finding that there is not": (A, '"share-nkvd"', '"share-nkwd"', ["answers.died: no finding has the key 'share-nkwd'"]),
    "period that there is not": (A, 'period = "1945-05"', 'period = "1945-13"', ["answers.held: '1945-13' is no year, month or day; correct the period"]),
    "address that is left open": (A, "{least} in the second quarter", "{least in the second quarter", ["answers.held: a brace is left open"]),
    "question without a count": (A, 'measures = ["repatriated"]', 'measures = ["returned"]', ["answers.returned: no count answers it"]),
    "key that is mistyped": (A, 'measures = ["held"]', 'measure = ["held"]', ["answers.toml", "`measure`"]),
    "measure without a sentence": (F, 'growth = "the', 'growing = "the', ["wording.measures: no sentence for 'growth'"]),
    "words for no claim": (F, "history-nyt-transferred =", "history-times-transferred =", ["wording.claims: no figure has 'history-times-transferred'"]),
    "place that there is not": (F, 'held = "{amount} {people}', 'held = "{amount} {persons}', ["wording: '{amount} {persons}", "there are {amount}, {numeral}, {people}, {where}, {when}"]),
    "brace that is left open": (F, 'held = "{amount} {people}', 'held = "{amount} {people', ["wording: '{amount} {people", "has a place that cannot be filled"]),
    "sentence without its number": (F, 'at_most = "at most {amount}"', 'at_most = "at most"', ["wording: 'at most' has no place for the {amount}"]),
}  # fmt: skip


@sampled(FAULTS, every=6)
def test_wrong_knowledge_of_an_answer_stops_the_build(names: list[str]) -> None:
    """In one line that names the entry."""
    for name in names:
        path, old, new, words = FAULTS[name]
        assert (ROOT / path).is_file()
        assert missing(words, refusal_of_edit(path, old, new)) == [], name
