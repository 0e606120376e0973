"""Does the reading page lead from every figure to its cell, from every word to what rests on it, and back?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from conftest import ARTICLE
from pages import BEARING, EVIDENCE, PLACES, SENTENCES, by_id, lit, positions, span, states
from playwright.sync_api import Page

from german_pows_ussr import trace


def first_segment(page: Page, place: dict[str, str]) -> Any:
    """The first linked characters of a place."""
    return page.locator(f'.text a[id^="char={place["char_start"]},"]')


def test_every_figure_of_the_text_leads_to_its_cell(wide: Page) -> None:
    """Clicked by hand, a sample lights its cell; that every word does, is tested below."""
    for place in PLACES[::15]:
        first_segment(wide, place).click()
        assert place["address"] in lit(wide)
        assert wide.url.partition("#")[2].startswith(f"char={place['char_start']},")
        assert place["address"] in (wide.locator("#detail").text_content() or "")


def test_every_cell_that_is_shown_says_what_it_rests_on(wide: Page) -> None:
    """Clicked, it lights itself and exactly its words or its sentence, and says on what it rests."""
    shown = {state["hash"]: state for state in states(wide, ".tables a.cell")}
    for address, state in shown.items():
        found = trace(address)
        lit_as, other = ("around", "marked")[:: 1 if found.ground == "sentence" else -1]
        assert positions(state[lit_as]) == within((one.start, one.end) for one in found.places)
        assert not state[other], address
        assert state["lit"] == [address]
        said = (address, found.rule, found.knowledge, found.meaning, *found.cells)
        assert all(part in state["detail"] for part in said), address
    for place in PLACES:
        where = f"line {place['line']}, characters {place['char_start']}-{place['char_end']}"
        said = (f"“{place['exact']}”", where, place["reader"])
        assert all(part in shown[place["address"]]["detail"] for part in said), place["address"]
    assert set(shown) >= {place["address"] for place in EVIDENCE + PLACES}
    cells = wide.locator(".tables td, .tables dd").filter(has_text=re.compile(r"\S"))
    assert cells.count() == wide.locator(".tables :is(td, dd):has(a.cell)").count()


def within(spans: Iterable[tuple[int, int]]) -> set[int]:
    """The positions in the article of these spans."""
    return {place for start, end in spans for place in range(start, end)}


ROWS = list(dict.fromkeys(f"{row['table']}/{row['row']}" for row in EVIDENCE))
"""The rows of statements and events, and the two drawn tables as a whole."""

Fields = dict[int, set[str]]


def expected_labels(row: str) -> tuple[Fields, Fields]:
    """The fields that each position of a row's words is for, and those that end there, in words."""
    fields, ending = defaultdict(set), defaultdict(set)
    for place in PLACES + BEARING:
        if place["address"].rpartition("/")[0] == row:
            for position in range(*span(place)):
                fields[position].add(place["field"])
            ending[int(place["char_end"]) - 1].add(place["field"].replace("_", " "))
    return fields, ending


def shown_labels(state: dict[str, Any]) -> tuple[Fields, Fields]:
    """The same as the page says it."""
    shown: Fields = {}
    labels: Fields = {}
    for name, names, label in state["labels"]:
        shown |= {position: set(names.split()) for position in positions([name])}
        if label != "none":
            labels[max(positions([name]))] = set(label.strip('"').split(", "))
    return shown, labels


def test_a_row_shows_what_each_of_its_readings_rests_on(wide: Page) -> None:
    """Exactly the words that the tables give, each saying for which; its sentence faintly."""
    for row, state in zip(ROWS, states(wide, ROWS), strict=True):
        fields, ending = expected_labels(row)
        assert shown_labels(state) == (fields, ending), row
        assert positions(state["marked"]) == set(fields), row
        of_row = [place for place in EVIDENCE if place["address"].rpartition("/")[0] == row]
        sentences = {SENTENCES[one["sentence"]] for one in of_row if one["ground"] == "sentence"}
        assert positions(state["around"]) == within(sentences), row
        assert {place["address"] for place in of_row} <= {name for name, _ in state["listed"]}
        for name, text in state["listed"]:
            assert_grounds_said(name, text)


def assert_grounds_said(address: str, text: str) -> None:
    """Assert that an entry of the panel says what a reading rests on."""
    found = trace(address)
    assert found.meaning in text, address
    assert found.knowledge in text, address
    assert found.rule in text, address
    if found.ground == "words":
        assert all(f"“{place.exact}”" in text for place in found.places), address
    assert ("the sentence, which says nothing else" in text) == (found.ground == "sentence")


def resting(start: int, end: int) -> set[str]:
    """The cells read from words around these characters, and the readings that they bear out."""
    return {
        place["address"]
        for place in PLACES + BEARING
        if int(place["char_start"]) <= start and end <= int(place["char_end"])
    }


def test_every_word_of_the_text_leads_to_what_rests_on_it(wide: Page) -> None:
    """Clicked, it lights and lists exactly the cells read from it and the readings it bears out."""
    seen: set[int] = set()
    for state in states(wide, ".text a"):
        start, end = map(int, state["hash"].removeprefix("char=").split(","))
        assert set(state["lit"]) == resting(start, end), state["hash"]
        assert_listed(state, resting(start, end))
        seen |= set(range(start, end))
    letters = {place for place in within(map(span, PLACES + BEARING)) if ARTICLE[place].isalnum()}
    assert letters <= seen


def assert_listed(state: dict[str, Any], expected: set[str]) -> None:
    """Assert that the panel lists exactly these cells, or explains the only one."""
    listed = {name for name, _ in state["listed"]}
    assert listed == expected or (not listed and len(expected) == 1), state["hash"]
    assert all(address in state["detail"] for address in expected), state["hash"]


def test_every_evidence_has_an_address(wide: Page, page_folder: Path) -> None:
    """It marks exactly these words, and lists exactly the cells that rest on all of them."""
    spans = sorted(set(map(span, PLACES + BEARING)))
    addresses = [f"char={start},{end}" for start, end in spans]
    for (start, end), state in zip(spans, states(wide, addresses), strict=True):
        sentences = {
            place["address"]
            for place in EVIDENCE
            if place["ground"] == "sentence" and SENTENCES[place["sentence"]] == (start, end)
        }
        assert positions(state["marked"]) == set(range(start, end)), (start, end)
        assert set(state["lit"]) == resting(start, end) | sentences, (start, end)
        assert_listed(state, resting(start, end) | sentences)
    html = (page_folder / "index.html").read_text(encoding="utf-8")
    linked = wide.locator(".text a").evaluate_all("all => all.map((one) => one.id)")
    leads = set(re.findall('<a class="cell [a-z]+" href="#(char=[^"]+)', html)) - set(linked)
    assert [state["marked"] for state in states(wide, sorted(leads))] == [
        [one] for one in sorted(leads)
    ]
    assert leads


def test_words_pointed_at_tell_what_they_are_for(wide: Page) -> None:
    """In a chosen row: the entries of the panel light up and the words say it; and the reverse."""
    by_id(wide, "statements/lead-soviet-died").locator("a.row").click()
    word = wide.locator(".text [data-for='population unit']").first
    told = wide.locator("#detail .told dt")
    word.hover()
    assert told.all_text_contents() == ["population", "unit"]
    wide.locator(".text .line").first.hover()
    assert told.count() == 0
    word.focus()
    assert told.all_text_contents() == ["population", "unit"]
    title = word.get_attribute("title") or ""
    assert title.startswith("population: wehrmacht. Soldiers of the Wehrmacht")
    wide.locator("#detail [data-address$='/measure'] dt a").focus()
    assert "".join(wide.locator(".text .told").all_text_contents()) == "died in NKVD camps"


def test_a_click_is_told_once(wide: Page) -> None:
    """What is read aloud changes once for a word, a cell, a row, and going back."""
    wide.evaluate("""() => {
        window.told = 0;
        new MutationObserver(() => { window.told += 1; }).observe(document.getElementById("said"), { childList: true });
    }""")
    settled = "new Promise((done) => setTimeout(() => done(window.told), 100))"
    row = by_id(wide, "statements/lead-soviet-died")
    for count, link in enumerate(
        (row.locator("a.row"), row.locator("a.cell").first, wide.locator(".text a").first), 1
    ):
        link.click()
        assert wide.evaluate(settled) == count
    wide.go_back()
    assert wide.evaluate(settled) == 4


def test_one_source_is_named_once(wide: Page) -> None:
    """Where it both asserts and reports; two are named apart."""
    names = wide.locator("#detail dt")
    by_id(wide, "statements/lead-captured/value").locator("a").click()
    assert "reported by" not in names.all_inner_texts()
    assert wide.locator("#detail").inner_text().count("the Wikipedia article") == 2
    by_id(wide, "statements/soviet-nkvd-captured/value").locator("a").click()
    assert {"who says so", "reported by"} < set(names.all_inner_texts())
