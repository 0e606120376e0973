"""Does the reading page lead from every figure to its cell, from every word to what rests on it, and back?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from conftest import ARTICLE
from pages import (
    BEARING,
    EVIDENCE,
    PLACES,
    SENTENCES,
    by_id,
    follow,
    identifier,
    lit,
    span,
    without_layout,
)
from playwright.sync_api import Page

from german_pows_ussr import trace


def first_segment(page: Page, place: dict[str, str]) -> Any:
    """The first linked characters of a place."""
    return page.locator(f'.text a[id^="char={place["char_start"]},"]')


def test_every_figure_of_the_text_leads_to_its_cell(page: Page) -> None:
    """Clicked by hand, a sample lights its cell; that every word does, is tested below."""
    for place in PLACES[::15]:
        first_segment(page, place).click()
        assert place["address"] in lit(page)
        assert page.url.partition("#")[2].startswith(f"char={place['char_start']},")
        assert place["address"] in page.locator("#detail h3").all_text_contents()


def test_every_cell_leads_to_its_words_in_the_text(wide: Page) -> None:
    """Clicked, it marks exactly what it was read from, and says what is known."""
    clicked = without_layout(wide).evaluate(
        """(ids) => ids.map((id) => {
            document.getElementById(id).querySelector("a").click();
            const marked = [...document.querySelectorAll(".text .marked")];
            return {
                words: marked.map((one) => one.textContent).join(""),
                start: marked[0].id,
                lit: [...document.querySelectorAll(".lit")].map((cell) => cell.id),
                hash: location.hash,
                detail: document.getElementById("detail").textContent,
            };
        })""",
        [identifier(place["address"]) for place in PLACES],
    )
    for place, found in zip(PLACES, clicked, strict=True):
        name, start, end = place["address"], place["char_start"], place["char_end"]
        assert found["words"] == place["exact"], name
        assert found["start"].startswith(f"char={start},"), name
        assert found["lit"] == [identifier(name)]
        assert found["hash"] == f"#{identifier(name)}"
        assert f"line {place['line']}, characters {start}-{end}" in found["detail"], name
        assert place["reader"] in found["detail"], name


def positions(page: Page, selector: str) -> set[int]:
    """The positions in the article of the characters that are lit in some way."""
    found = page.locator(f".text {selector}").evaluate_all("all => all.map((one) => one.id)")
    return {place for name in found for place in range(*map(int, name[5:].split(",")))}


def within(spans: Iterable[tuple[int, int]]) -> set[int]:
    """The positions in the article of these spans."""
    return {place for start, end in spans for place in range(start, end)}


def the_rows() -> list[str]:
    """The rows of statements and events, and the two drawn tables as a whole."""
    return list(dict.fromkeys(f"{row['table']}/{row['row']}" for row in EVIDENCE))


LABELS = """() => [...document.querySelectorAll(".text [data-for]")]
    .map((one) => [one.id, one.dataset.for, getComputedStyle(one, "::after").content])"""
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


def shown_labels(page: Page) -> tuple[Fields, Fields]:
    """The same as the page says it."""
    shown: Fields = {}
    labels: Fields = {}
    for name, names, label in page.evaluate(LABELS):
        start, end = map(int, name[5:].split(","))
        shown |= {position: set(names.split()) for position in range(start, end)}
        if label != "none":
            labels[end - 1] = set(label.strip('"').split(", "))
    return shown, labels


def choose(page: Page, row: str) -> None:
    """Choose a row by its name, or by its address where it has none to click."""
    link = page.locator(f'.tables a.row[href="#{identifier(row)}"]')
    if link.count():
        link.first.evaluate("one => one.click()")
    else:
        follow(page, identifier(row))
    assert page.url.endswith(f"#{identifier(row)}")


def test_a_row_lights_the_words_of_each_of_its_readings(wide: Page) -> None:
    """Exactly those that the tables give, each saying for which; its sentence faintly."""
    without_layout(wide)
    for row in the_rows():
        choose(wide, row)
        fields, ending = expected_labels(row)
        assert shown_labels(wide) == (fields, ending), row
        assert positions(wide, ".marked") == set(fields), row
        sentences = {
            SENTENCES[place["sentence"]]
            for place in EVIDENCE
            if place["address"].rpartition("/")[0] == row and place["ground"] == "sentence"
        }
        assert positions(wide, ".around") == within(sentences), row


def test_a_row_says_what_each_of_its_readings_rests_on(wide: Page) -> None:
    """Its term with the meaning, and its words, its sentence, or what an editor knows."""
    without_layout(wide)
    for row in the_rows():
        follow(wide, identifier(row))
        entries = wide.locator("#detail [data-address]").evaluate_all(
            "all => all.map((one) => [one.dataset.address, one.innerText])"
        )
        readings = {place["address"] for place in EVIDENCE + PLACES}
        of_row = {name for name in readings if name.rpartition("/")[0] == row}
        assert of_row <= {name for name, _ in entries}, row
        for name, text in entries:
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


def test_every_word_of_the_text_leads_to_what_rests_on_it(page: Page) -> None:
    """Clicked, it lights and lists exactly the cells read from it and the readings it bears out."""
    clicked = without_layout(page).evaluate("""() => [...document.querySelectorAll(".text a")].map((word) => {
        word.click();
        const entries = [...document.querySelectorAll("#detail [data-address]")];
        return {
            id: word.id,
            hash: location.hash,
            lit: [...document.querySelectorAll(".lit")].map((cell) => cell.id),
            listed: entries.map((entry) => entry.querySelector("dt a").hash.slice(1)),
            told: [...document.querySelectorAll("#detail h3")].map((head) => head.textContent),
        };
    })""")
    seen: set[int] = set()
    for word in clicked:
        start, end = map(int, word["id"][5:].split(","))
        expected = {
            identifier(place["address"])
            for place in PLACES + BEARING
            if int(place["char_start"]) <= start and end <= int(place["char_end"])
        }
        assert word["hash"] == f"#{word['id']}"
        assert set(word["lit"]) == expected, word["id"]
        assert set(word["listed"] or map(identifier, word["told"])) == expected, word["id"]
        seen |= set(range(start, end))
    letters = {place for place in within(map(span, PLACES + BEARING)) if ARTICLE[place].isalnum()}
    assert letters <= seen


def test_every_evidence_has_an_address(wide: Page) -> None:
    """It marks exactly these words, and lists exactly the cells that rest on all of them."""
    spans = sorted(set(map(span, BEARING)))
    followed = without_layout(wide).evaluate(
        """(addresses) => addresses.map((address) => {
            history.replaceState(null, "", `#${address}`);
            dispatchEvent(new HashChangeEvent("hashchange"));
            const ids = (found) => [...document.querySelectorAll(found)].map((one) => one.id);
            const entries = [...document.querySelectorAll("#detail [data-address]")];
            const heads = [...document.querySelectorAll("#detail h3")];
            return {
                marked: ids(".text .marked"),
                lit: ids(".lit"),
                listed: entries.map((entry) => entry.dataset.address),
                told: heads.map((head) => head.textContent),
            };
        })""",
        [f"char={start},{end}" for start, end in spans],
    )
    for (start, end), found in zip(spans, followed, strict=True):
        expected = {
            place["address"]
            for place in PLACES + BEARING
            if int(place["char_start"]) <= start and end <= int(place["char_end"])
        }
        sentences = {
            place["address"]
            for place in EVIDENCE
            if place["ground"] == "sentence" and SENTENCES[place["sentence"]] == (start, end)
        }
        marked = {n for name in found["marked"] for n in range(*map(int, name[5:].split(",")))}
        assert marked == set(range(start, end)), (start, end)
        assert set(found["listed"] or found["told"]) == expected | sentences, (start, end)
        assert set(found["lit"]) == set(map(identifier, expected | sentences)), (start, end)


def test_every_cell_that_is_shown_says_what_it_rests_on(page: Page) -> None:
    """Clicked, it has its address, and its words, sentence, knowledge or rule."""
    clicked = without_layout(page).evaluate("""() => [...document.querySelectorAll(".tables a.cell")].map((cell) => {
        cell.click();
        const ids = (name) => [...document.querySelectorAll(`.text .${name}`)].map((word) => word.id);
        return {
            hash: decodeURIComponent(location.hash.slice(1)),
            marked: ids("marked"),
            around: ids("around"),
            detail: document.getElementById("detail").textContent,
        };
    })""")
    grounds = set()
    for cell in clicked:
        found = trace(cell["hash"])
        lit_as = "around" if found.ground == "sentence" else "marked"
        shown = {place for name in cell[lit_as] for place in range(*map(int, name[5:].split(",")))}
        assert shown == within((place.start, place.end) for place in found.places)
        assert not (cell["marked"] and cell["around"])
        assert cell["hash"] in cell["detail"]
        assert all(part in cell["detail"] for part in (found.rule, found.knowledge, found.meaning))
        assert all(source in cell["detail"] for source in found.cells)
        grounds.add(found.ground)
    assert grounds == {"words", "sentence", "knowledge", "rule"}
    cells = page.locator(".tables td, .tables dd").filter(has_text=re.compile(r"\S"))
    assert cells.count() == page.locator(".tables td:has(a.cell), .tables dd:has(a.cell)").count()
    assert {cell["hash"] for cell in clicked} >= {place["address"] for place in EVIDENCE + PLACES}


def test_words_pointed_at_tell_what_they_are_for(page: Page) -> None:
    """In a chosen row: the entries of the panel light up and the words say it; and the reverse."""
    by_id(page, "statements/lead-soviet-died").locator("a.row").click()
    word = page.locator(".text [data-for='population unit']").first
    told = page.locator("#detail .told dt")
    word.hover()
    assert told.all_text_contents() == ["population", "unit"]
    page.locator(".text .line").first.hover()
    assert told.count() == 0
    word.focus()
    assert told.all_text_contents() == ["population", "unit"]
    title = word.get_attribute("title") or ""
    assert title.startswith("population: wehrmacht. Soldiers of the Wehrmacht")
    page.locator("#detail [data-address$='/measure'] dt a").focus()
    assert page.locator(".text .told").all_text_contents() == ["died in NKVD camps"]


def test_a_click_is_told_once(page: Page) -> None:
    """What is read aloud changes once for a word, a cell, a row, and going back."""
    page.evaluate("""() => {
        window.told = 0;
        new MutationObserver(() => { window.told += 1; }).observe(document.getElementById("said"), { childList: true });
    }""")
    settled = "new Promise((done) => setTimeout(() => done(window.told), 100))"
    row = by_id(page, "statements/lead-soviet-died")
    for count, link in enumerate(
        (row.locator("a.row"), row.locator("a.cell").first, page.locator(".text a").first), 1
    ):
        link.click()
        assert page.evaluate(settled) == count
    page.go_back()
    assert page.evaluate(settled) == 4


def test_one_source_is_named_once(page: Page) -> None:
    """Where it both asserts and reports; two are named apart."""
    names = page.locator("#detail dt")
    by_id(page, "statements/lead-captured/value").locator("a").click()
    assert "asserted and reported by" in names.all_inner_texts()
    assert page.locator("#detail").inner_text().count("the Wikipedia article") == 2
    by_id(page, "prisoners_held/1945-Q2/prisoners").locator("a").click()
    assert {"asserted by", "reported by"} < set(names.all_inner_texts())
