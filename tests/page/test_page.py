"""Does the reading page lead from every figure to its cell and back, offline, for everybody?

A real Chromium opens the page from a disk, with the network cut off, far from the checkout.
``make test-page`` draws the page and runs this.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ARTICLE, DESCRIPTOR, ROOT, Checkout, rows
from playwright.sync_api import Browser, BrowserContext, Page, expect

from german_pows_ussr import compare, findings, trace
from german_pows_ussr._text import Span, lines

BUILT = ROOT / "build" / "page"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CELL = "prisoners_held/1945-Q2/prisoners"


def span(row: dict[str, str]) -> tuple[int, int]:
    """Where the characters of a row stand."""
    return int(row["char_start"]), int(row["char_end"])


PLACES = rows("provenance")
SHOWN = {place["resource"] for place in PLACES}
EVIDENCE = [row for row in rows("evidence") if row["resource"] in SHOWN]
BEARING = [row for row in EVIDENCE if row["ground"] == "words"]
SENTENCES = {row["sentence"]: span(row) for row in rows("sentences")}


def address(place: dict[str, str]) -> str:
    """The address of the cell that was read from a place, or rests on it."""
    return f"{place['resource']}/{place['row']}/{place['field']}"


def identifier(text: str) -> str:
    """An address as the page's addresses have it."""
    return text.replace(" ", "%20")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on somebody's disk, in a folder with a blank in its name."""
    copied = tmp_path_factory.mktemp("disk") / "My Downloads" / "page"
    shutil.copytree(BUILT, copied)
    return copied


class Seen:
    """What a page asked for, and what went wrong."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("requestfailed", lambda request: self.errors.append(request.url))
        context.on("console", lambda message: self.errors.append(message.text))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))


def opened(browser: Browser, index: Path, fragment: str = "", **options: Any) -> tuple[Page, Seen]:
    """The page, offline, its motion still."""
    context = browser.new_context(offline=True, reduced_motion="reduce", **options)
    seen = Seen(context)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(index.as_uri() + fragment)
    page.wait_for_load_state("load")
    if options.get("java_script_enabled", True):
        page.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
    return page, seen


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    """The page on a large screen; nothing may go wrong, and nothing be fetched."""
    found, seen = opened(browser, folder / "index.html", viewport={"width": 1440, "height": 900})
    yield found
    found.context.close()
    assert seen.errors == []
    assert all(url.startswith(folder.as_uri()) for url in seen.requests)


@pytest.fixture(scope="module")
def wide(browser: Browser, folder: Path) -> Iterator[Page]:
    """One such page for many states."""
    found, seen = opened(browser, folder / "index.html", viewport={"width": 1440, "height": 900})
    yield found
    found.context.close()
    assert seen.errors == []


def by_id(page: Page, name: str) -> Any:
    """The element of an identifier, whatever characters it has."""
    return page.locator(f'[id="{name}"]')


def marked(page: Page) -> str:
    """The characters of the article that are marked."""
    return "".join(page.locator(".text .marked").all_text_contents())


def lit(page: Page) -> list[str]:
    """The cells that are lit."""
    ids = page.locator(".lit").evaluate_all("found => found.map((cell) => cell.id)")
    return [str(name).replace("%20", " ") for name in ids]


def first_segment(page: Page, place: dict[str, str]) -> Any:
    """The first linked characters of a place."""
    return page.locator(f'.text a[id^="char={place["char_start"]},"]')


def test_every_figure_of_the_text_leads_to_its_cell(page: Page) -> None:
    """Clicked, it lights the cell, and its row; the address says which characters."""
    for place in PLACES:
        first_segment(page, place).click()
        assert address(place) in lit(page)
        assert page.url.partition("#")[2].startswith(f"char={place['char_start']},")
        assert address(place) in page.locator("#detail h3").all_text_contents()


def test_every_cell_leads_to_its_words_in_the_text(page: Page) -> None:
    """Clicked, it marks exactly what it was read from, both in view, and says what is known."""
    page.get_by_label("show every column").check()
    for place in PLACES:
        cell = by_id(page, identifier(address(place)))
        cell.locator("a").click()
        assert marked(page) == place["exact"], address(place)
        start = page.locator(".text .marked").first.get_attribute("id")
        assert start is not None
        assert start.startswith(f"char={place['char_start']},")
        assert lit(page) == [address(place)]
        assert page.url.endswith(f"#{identifier(address(place))}")
        detail = page.locator("#detail").inner_text()
        assert (
            f"line {place['line']}, characters {place['char_start']}-{place['char_end']}" in detail
        )
        assert place["reader"] in detail


def follow(page: Page, fragment: str) -> None:
    """Go to an address within the page, and wait until it is shown."""
    page.evaluate(
        """(fragment) => new Promise((done) => {
            history.replaceState(null, "", "#");
            addEventListener("hashchange", () => setTimeout(done), { once: true });
            location.hash = fragment;
        })""",
        fragment,
    )


def positions(page: Page, selector: str) -> set[int]:
    """The positions in the article of the characters that are lit in some way."""
    found = page.locator(f".text {selector}").evaluate_all("all => all.map((one) => one.id)")
    return {place for name in found for place in range(*map(int, name[5:].split(",")))}


def within(spans: Iterable[tuple[int, int]]) -> set[int]:
    """The positions in the article of these spans."""
    return {place for start, end in spans for place in range(start, end)}


def listed(page: Page) -> list[str]:
    """The cells that the panel tells of."""
    entries = page.locator("#detail [data-address]")
    found = entries.evaluate_all("all => all.map((one) => one.dataset.address)")
    return list(found) or page.locator("#detail h3").all_text_contents()


def the_rows() -> list[str]:
    """The rows of statements and events, and the two drawn tables as a whole."""
    return list(dict.fromkeys(f"{row['resource']}/{row['row']}" for row in EVIDENCE))


@pytest.mark.parametrize("row", the_rows())
def test_a_row_lights_the_words_of_each_of_its_readings(wide: Page, row: str) -> None:
    """Exactly those that the tables give, each saying for which; its sentence faintly."""
    fields: dict[int, set[str]] = defaultdict(set)
    ending: dict[int, set[str]] = defaultdict(set)
    for place in PLACES + BEARING:
        if address(place).rpartition("/")[0] == row:
            for position in range(*span(place)):
                fields[position].add(place["field"])
            ending[int(place["char_end"]) - 1].add(place["field"].replace("_", " "))
    link = wide.locator(f'.tables a.row[href="#{identifier(row)}"]')
    if link.count():
        link.first.click()
    else:
        follow(wide, identifier(row))
    assert wide.url.endswith(f"#{identifier(row)}")
    said = wide.locator(".text [data-for]").evaluate_all(
        "all => all.map((one) => [one.id, one.dataset.for, getComputedStyle(one, '::after').content])"
    )
    shown: dict[int, set[str]] = {}
    labels: dict[int, set[str]] = {}
    for name, names, label in said:
        start, end = map(int, name[5:].split(","))
        shown |= {position: set(names.split()) for position in range(start, end)}
        if label != "none":
            labels[end - 1] = set(label.strip('"').split(", "))
    assert shown == fields
    assert labels == ending
    assert positions(wide, ".marked") == set(fields)
    sentences = {
        SENTENCES[place["sentence"]]
        for place in EVIDENCE
        if address(place).rpartition("/")[0] == row and place["ground"] == "sentence"
    }
    assert positions(wide, ".around") == within(sentences)


@pytest.mark.parametrize("row", the_rows())
def test_a_row_says_what_each_of_its_readings_rests_on(wide: Page, row: str) -> None:
    """Its term with the meaning, and its words, its sentence, or what an editor knows."""
    follow(wide, identifier(row))
    entries = dict(
        wide.locator("#detail [data-address]").evaluate_all(
            "all => all.map((one) => [one.dataset.address, one.innerText])"
        )
    )
    readings = {address(place) for place in EVIDENCE + PLACES if place["row"] == row.split("/")[1]}
    assert {name for name in readings if name.startswith(row)} <= set(entries)
    for name, text in entries.items():
        found = trace(*name.split("/"))
        assert found.meaning in text
        assert found.knowledge in text
        assert found.rule in text
        if found.ground == "words":
            assert all(f"“{place.exact}”" in text for place in found.places), name
        assert ("the sentence, which says nothing else" in text) == (found.ground == "sentence")


def test_every_word_of_the_text_leads_to_what_rests_on_it(page: Page) -> None:
    """Clicked, it lights and lists exactly the cells read from it and the readings it bears out."""
    clicked = page.evaluate("""() => [...document.querySelectorAll(".text a")].map((word) => {
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
            identifier(address(place))
            for place in PLACES + BEARING
            if int(place["char_start"]) <= start and end <= int(place["char_end"])
        }
        assert word["hash"] == f"#{word['id']}"
        assert set(word["lit"]) == expected, word["id"]
        assert set(word["listed"] or map(identifier, word["told"])) == expected, word["id"]
        seen |= set(range(start, end))
    letters = {place for place in within(map(span, PLACES + BEARING)) if ARTICLE[place].isalnum()}
    assert letters <= seen


@pytest.mark.parametrize("chosen", sorted(set(map(span, BEARING))))
def test_every_evidence_has_an_address(wide: Page, chosen: tuple[int, int]) -> None:
    """It marks exactly these words, and lists exactly the cells that rest on all of them."""
    start, end = chosen
    follow(wide, f"char={start},{end}")
    expected = {
        address(place)
        for place in PLACES + BEARING
        if int(place["char_start"]) <= start and end <= int(place["char_end"])
    }
    sentences = {
        address(place)
        for place in EVIDENCE
        if place["ground"] == "sentence" and SENTENCES[place["sentence"]] == chosen
    }
    assert positions(wide, ".marked") == set(range(start, end))
    assert set(listed(wide)) == set(lit(wide)) == expected | sentences


def test_every_cell_that_is_shown_says_what_it_rests_on(page: Page) -> None:
    """Clicked, it has its address, and its words, sentence, knowledge or rule."""
    clicked = page.evaluate("""() => [...document.querySelectorAll(".tables a.cell")].map((cell) => {
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
        found = trace(*cell["hash"].split("/"))
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
    assert {cell["hash"] for cell in clicked} >= {address(place) for place in EVIDENCE + PLACES}


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


def test_what_is_lit_and_marked_is_in_view(page: Page) -> None:
    """In both panes, for cells from the first to the last."""
    page.get_by_label("show every column").check()
    for place in PLACES[::20]:
        by_id(page, identifier(address(place))).locator("a").click()
        for target in (page.locator(".marked").first, page.locator(".lit")):
            inside, pane = target.bounding_box(), None
            pane = target.locator("xpath=ancestor::*[contains(@class,'pane')]").bounding_box()
            assert inside
            assert pane
            assert pane["y"] - 1 <= inside["y"] <= pane["y"] + pane["height"]


def test_an_address_opens_at_its_state(browser: Browser, folder: Path) -> None:
    """A cell, one with a blank in its key, and characters; what is no address does nothing."""
    cases = {
        f"#{CELL}": ("2,000,000", [CELL]),
        "#prisoners_by_nationality/Czech%20and%20Slovak/died_in_captivity": (
            "4,023", ["prisoners_by_nationality/Czech and Slovak/died_in_captivity"],
        ),
        "#char=6594,6603": ("2,000,000", [CELL]),
        "#statements/lead-captured/measure": (
            "were captured by the Soviet Union", ["statements/lead-captured/measure"],
        ),
        "#statements/lead-overmans-died/asserted_by": (
            "According to German historian Rüdiger Overmanshe put", ["statements/lead-overmans-died/asserted_by"],
        ),
        "#statements/lead-captured/sic": ("", ["statements/lead-captured/sic"]),
        f"#{CELL.rpartition('/')[0]}": ("1945II2,000,000", []),
        "#prisoners_held/*": (
            "German prisoners of war held by the Soviet Union"
            "Number of German POWs"
            "Source of figures: Rüdiger Overmans, Soldaten hinter Stacheldraht", [],
        ),
        "#prisoners_held/1945-Q2/warders": ("", []),
        "#char=1,2": ("", []),
        "#pictures": ("", []),
    }  # fmt: skip
    for fragment, (text, cells) in cases.items():
        found, seen = opened(browser, folder / "index.html", fragment)
        assert (marked(found), lit(found)) == (text, cells), fragment
        assert seen.errors == []
        found.context.close()


def test_the_back_button_goes_back(page: Page) -> None:
    """Through the states in their order, and forward again."""
    other = "prisoners_held/1950-Q4/prisoners"
    for name in (CELL, other):
        by_id(page, name).locator("a").click()
    by_id(page, "events/lead-last-return").locator("a.row").click()
    assert page.locator(".text .marked").count() == 2
    page.go_back()
    expect(page.locator(".marked").first).to_have_text("29,000")
    page.go_back()
    expect(page.locator(".marked").first).to_have_text("2,000,000")
    assert lit(page) == [CELL]
    page.go_forward()
    expect(page.locator(".marked").first).to_have_text("29,000")
    assert lit(page) == [other]
    page.go_back()
    page.go_back()
    expect(page.locator(".marked")).to_have_count(0)
    assert "Nothing is chosen" in page.locator("#detail").inner_text()


def test_the_text_is_the_pinned_article(page: Page) -> None:
    """Every character of it, in order, and nothing else."""
    shown = page.locator(".text .line").evaluate_all(
        "found => found.map((line) => line.textContent)"
    )
    assert "\n".join(shown) == ARTICLE


def test_the_pictures_lead_to_their_figures(page: Page) -> None:
    """Each mark is a link to a cell that the page has."""
    links = page.locator(".only-wide svg a").evaluate_all(
        "found => found.map((a) => a.getAttribute('href'))"
    )
    expect(page.get_by_role("link", name="1945-Q2: 2,000,000 in the table")).to_be_visible()
    assert len(links) > 50
    for href in set(links):
        assert by_id(page, href.removeprefix("#")).count() == 1, href
    page.locator(f'.only-wide svg a[href="#{CELL}"]').first.click()
    expect(page.locator(".marked").first).to_have_text("2,000,000")


OVERLAPS = """() => [...document.querySelectorAll("svg.picture")].flatMap((picture) => {
    if (!picture.checkVisibility()) return [];
    const box = (mark) => {
        const { left, right, top, bottom } = mark.getBoundingClientRect();
        return { left, right, top: top + 2, bottom: bottom - 2, mark };
    };
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const frame = picture.getBoundingClientRect();
    const words = [...picture.querySelectorAll("text")].map(box);
    const rules = [...picture.querySelectorAll("line")].map((line) => {
        const { left, right, top, bottom } = line.getBoundingClientRect();
        return { left, right: right + 0.1, top, bottom: bottom + 0.1, mark: line };
    });
    const found = [];
    words.forEach((word, place) => {
        if (word.left < frame.left || word.right > frame.right) found.push(`cut: ${word.mark.textContent}`);
        for (const other of [...words.slice(place + 1), ...rules])
            if (meet(word, other)) found.push(`${word.mark.textContent} on ${other.mark.outerHTML}`);
    });
    return found;
})"""


@pytest.mark.parametrize("width", [1440, 390])
def test_no_words_of_a_picture_run_over_rules_or_other_words(
    browser: Browser, folder: Path, width: int
) -> None:
    """Nor out of it, on a screen and on a phone."""
    found, _ = opened(browser, folder / "index.html", viewport={"width": width, "height": 900})
    assert found.locator("svg.picture:visible").count() == 4
    assert found.evaluate(OVERLAPS) == []
    found.context.close()


def test_excluded_numerals_are_shown_on_demand(page: Page) -> None:
    """With their reasons, all of them; before that nothing gives them away."""
    reasons = [row["reason"] for row in rows("numerals") if row["reason"]]
    after = "found => found.map((word) => getComputedStyle(word, '::after').content)"
    excluded = page.locator(".excluded")
    assert set(excluded.evaluate_all(after)) == {"none"}
    page.get_by_label("numerals of the text that are no figures").check()
    assert len(excluded.evaluate_all(after)) == len(reasons)
    assert "none" not in excluded.evaluate_all(after)
    assert excluded.evaluate_all("found => found.map((word) => word.dataset.reason)") == reasons


def disputed() -> list[dict[str, str]]:
    """The figures that ``compare`` gives with a conflict, and those that it folds into them."""
    found = []
    for measure in compare()["measure"]:
        figures = compare(measure)
        against = figures[figures["findings"].str.contains("conflicts with", na=False)]
        for addresses in against["address"].str.cat(against["repeated_at"], sep="; ", na_rep=""):
            found += [{"address": one} for one in addresses.split("; ") if one]
    return found


def test_statements_are_filtered(page: Page) -> None:
    """By measure, population, author and words; a chosen cell comes back into sight."""
    statements = rows("statements")
    records = page.locator("#statements .record:visible")
    assert records.count() == len(statements)
    page.get_by_label("measure").select_option("died")
    died = [row for row in statements if row["measure"] == "died"]
    assert records.count() == len(died)
    page.get_by_label("asserted by").select_option("overmans")
    assert records.count() == len([row for row in died if row["asserted_by"] == "overmans"])
    assert f"of {len(statements)} statements" in page.locator("#count").inner_text()
    page.get_by_label("only those in conflict").check()
    against = {
        row["address"].split("/")[1]
        for row in disputed()
        if row["address"].startswith("statements/")
    }
    kept = [row for row in died if row["asserted_by"] == "overmans" and row["statement"] in against]
    assert 0 < records.count() == len(kept)
    page.locator("#filters").get_by_label("search").fill("no such words")
    assert records.count() == 0
    page.evaluate("location.hash = 'statements/lead-captured/value'")
    expect(page.locator(".lit").first).to_be_visible()
    assert page.locator(".lit").is_visible()


def test_what_can_be_copied_is_copied(page: Page) -> None:
    """Snippets, citations, and the citation of a cell."""
    by_id(page, CELL).locator("a").click()
    buttons = page.locator("button", has_text="Copy").all()
    assert len(buttons) == 10
    for button in [*page.locator(".copyable button, #detail button").all()]:
        button.click()
        expect(button).to_have_text("Copied")


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    """From the top to the text, from a figure to its cell, from a cell to its figure."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text and its tables"
    page.keyboard.press("Enter")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.text a')"):
            break
    page.keyboard.press("Enter")
    assert len(lit(page)) >= 1
    by_id(page, CELL).locator("a").focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    assert (marked(page), outline != "none") == ("2,000,000", True)
    page.get_by_text("Skip to the tables", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.tables nav a')")
    page.locator(".tables h2 a.row").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#prisoners_held/*")
    page.locator("#statements thead button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#statements th[aria-sort=ascending]").inner_text().startswith("statement")
    unreachable = "[...document.querySelectorAll('a[href], button, input, select, summary')].filter((one) => one.tabIndex < 0).length"
    assert page.evaluate(unreachable) == 0


def violations(page: Page, *within: str) -> list[tuple[str, list[list[str]]]]:
    """What axe-core finds against WCAG 2.2 AA, in these parts of the page or in all of it."""
    results = Axe().run(
        page,
        context={"include": [[part] for part in within or ("html",)]},
        options={"runOnly": {"type": "tag", "values": WCAG}},
    )
    assert len(results.response["passes"]) > (5 if within else 15)
    return [
        (entry["id"], [node["target"] for node in entry["nodes"]][:3])
        for entry in results.response["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_it_is_accessible(browser: Browser, folder: Path, width: int, scheme: Any) -> None:
    """By axe-core, WCAG 2.2 AA, with a cell, a row, a table and words chosen; no sideways scrolling."""
    found, seen = opened(
        browser, folder / "index.html", f"#{CELL}",
        viewport={"width": width, "height": 844}, color_scheme=scheme,
    )  # fmt: skip
    found.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    assert violations(found) == []
    for chosen in ("statements/lead-soviet-died", "prisoners_by_nationality/*", "char=484,505"):
        follow(found, chosen)
        assert violations(found, "#detail", ".text", ".lit-row") == [], chosen
        assert found.evaluate("document.documentElement.scrollWidth") == width
    assert found.evaluate("document.documentElement.scrollWidth") == width
    dark = found.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 22, 22)"
    assert dark == (scheme == "dark")
    assert seen.errors == []
    found.context.close()


def test_axe_looks(page: Page) -> None:
    """A field without a label and a text without contrast are found."""
    page.evaluate(
        "document.getElementById('excluded').parentElement.replaceWith(document.getElementById('excluded'))"
    )
    assert "label" in {name for name, _ in violations(page)}


def test_without_a_script_it_is_still_read(browser: Browser, folder: Path) -> None:
    """Text, tables and pictures are there, and the links lead both ways."""
    found, seen = opened(browser, folder / "index.html", java_script_enabled=False)
    assert found.locator(".text").inner_text().startswith("= German prisoners of war")
    assert found.locator("#picture-prisoners_held svg:visible").count() == 1
    assert not found.locator("#filters").is_visible()
    found.locator('[id="char=6594,6603"]').click()
    assert found.url.endswith(f"#{CELL}")
    by_id(found, CELL).locator("a").click()
    assert found.url.endswith("#char=6594,6603")
    words = found.locator('.text a[href="#statements/lead-captured/measure"]').first
    words.click()
    assert found.url.endswith("#statements/lead-captured/measure")
    by_id(found, "statements/lead-captured/measure").locator("a").click()
    assert found.url.endswith(f"#{words.get_attribute('id')}")
    assert seen.errors == []
    found.context.close()


def test_nothing_but_its_own_script_runs(browser: Browser, folder: Path) -> None:
    """The policy allows two hashes, and a script, a style or a handler put in is refused."""
    found, seen = opened(browser, folder / "index.html")
    policy = found.locator("meta[http-equiv]").get_attribute("content") or ""
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    found.evaluate("""() => {
        const script = document.createElement("script"); script.textContent = "window.ran = true";
        document.body.append(script);
        const image = document.createElement("div"); image.innerHTML = "<img src=x onerror='window.ran = true'>";
        document.body.append(image);
    }""")
    found.wait_for_timeout(200)
    assert found.evaluate("window.ran") is None
    assert len([error for error in seen.errors if "Content Security Policy" in error]) >= 2
    assert (
        re.search(r'\bstyle="|\son\w+="', (folder / "index.html").read_text(encoding="utf-8"))
        is None
    )
    found.context.close()


HOSTILE = "<script>window.ran=true</script><img src=x onerror=window.ran=true></div>&amp;"


def test_the_article_is_not_trusted(browser: Browser, checkout: Checkout) -> None:
    """Markup in it is shown, and is nothing but characters."""
    checkout.edit_article(
        "in the last year of the war. The", f"in the last year of the war {HOSTILE}. The"
    )
    read = re.search("READ='?([0-9a-f]+)", checkout.build().stderr)
    assert read
    command = [sys.executable, "scripts/confirm.py", read[1]]
    subprocess.run(command, cwd=checkout.root, check=True, capture_output=True)
    assert checkout.build().returncode == 0
    for name in ("src", "page", "LICENSES"):
        shutil.copytree(ROOT / name, checkout.root / name)
    environment = {**os.environ, "PYTHONPATH": str(checkout.root / "src")}
    (checkout.root / "docs").mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-m", "page"], cwd=checkout.root, env=environment, check=True)
    found, seen = opened(browser, checkout.root / "build/page/index.html")
    assert HOSTILE in found.locator(".text").inner_text()
    found.get_by_label("show every column").check()
    by_id(found, "statements/lead-captured/sic").locator("a").click()
    assert HOSTILE in "".join(found.locator(".text .around").all_text_contents())
    found.locator("#detail a", has_text="the sentence").click()
    expect(found.locator("#detail h3")).to_contain_text("onerror")
    assert HOSTILE in found.locator("#detail h3").inner_text()
    assert found.locator("img, .text script, #detail script").count() == 0
    assert (found.evaluate("window.ran"), seen.errors) == (None, [])
    found.context.close()


def test_the_downloads_are_the_published_files(browser: Browser, folder: Path) -> None:
    """From a server, under a path of its own; each with the hash that SHA256SUMS names."""
    serve = functools.partial(Quiet, directory=str(folder.parents[1]))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    seen = Seen(context)
    page.goto(f"http://127.0.0.1:{server.server_port}/My%20Downloads/page/index.html#{CELL}")
    expect(page.locator(".marked").first).to_have_text("2,000,000")
    links = page.locator("#downloads a").evaluate_all(
        "all => all.map((link) => [link.getAttribute('href'), link.href])"
    )
    fetched = {name: context.request.get(url).body() for name, url in links}
    sums = dict(line.split("  ")[::-1] for line in fetched.pop("SHA256SUMS").decode().splitlines())
    assert fetched.pop("datapackage.json") == (ROOT / "datapackage.json").read_bytes()
    exports = {f"exports/german-pows-ussr.{kind}" for kind in ("json", "sqlite", "xlsx", "zip")}
    published = {one["path"] for one in DESCRIPTOR["resources"]}
    assert set(fetched) == set(sums) == published | exports
    for name in exports:
        assert hashlib.sha256(fetched[name]).hexdigest() == sums[name]
    for resource in DESCRIPTOR["resources"]:
        digest = hashlib.sha256(fetched[resource["path"]]).hexdigest()
        assert digest == sums[resource["path"]] == resource["hash"][7:]
    for name in ("article.txt", "statements.csv", "statements.parquet"):
        with page.expect_download() as download:
            page.locator(f'#downloads a[href$="/{name}"]').click()
        assert Path(download.value.path()).read_bytes() == (ROOT / "resources" / name).read_bytes()
    assert seen.errors == []
    context.close()
    server.shutdown()
    server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of files that does not talk."""

    def log_message(self, format: str, *_: object) -> None:
        """Nothing."""


def test_the_downloads_lie_beside_the_page(folder: Path) -> None:
    """So they work from a disk, too."""
    text = (folder / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]+)" download>', text)
    assert {resource["path"] for resource in DESCRIPTOR["resources"]} < set(links)
    for link in links:
        assert (folder / link).is_file(), link


@pytest.mark.parametrize("width", [1440, 390])
def test_the_downloads_fit_the_screen(browser: Browser, folder: Path, width: int) -> None:
    """On a phone, too, every file is in sight without scrolling sideways."""
    found, _ = opened(browser, folder / "index.html", viewport={"width": width, "height": 844})
    for link in found.locator("#downloads a").all():
        box = link.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    found.context.close()


def test_the_first_screen_answers(page: Page) -> None:
    """The highest count, its rivals, the conflict between them and a citation: without scrolling."""
    assert "English Wikipedia" in page.locator("header").inner_text()
    rivals = page.locator(".answer tbody tr")
    shown = [row.locator("a").get_attribute("href") for row in rivals.all()]
    against = findings(CELL)
    assert f"#{CELL}" in shown
    conflicts = against[against["finding"] == "conflicts"]
    assert len(conflicts) == page.locator(".answer .badge.conflicts").count() > 0
    for summary in conflicts["summary"]:
        assert summary in page.locator(".answer").inner_text()
    assert f"({CELL})" in page.locator(".answer pre").inner_text()
    box = page.locator(".answer").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 900
    picture = page.locator("header svg:visible").bounding_box()
    assert picture
    assert picture["y"] + 300 <= 900


def test_a_figure_says_what_is_known_against_it(wide: Page) -> None:
    """What ``findings`` says of it, with the notes, for every figure of the tables."""
    for row in FIGURES:
        follow(wide, identifier(row))
        entries = wide.locator("#detail .known li")
        told = entries.evaluate_all(
            "all => all.map((one) => [one.querySelector('a').hash.slice(1), one.textContent])"
        )
        expected = findings(row).fillna("").to_dict("records")
        assert [key for key, _ in told] == [f"finding/{one['comparison']}" for one in expected], row
        for (_, text), one in zip(told, expected, strict=True):
            assert one["says"] in text
            assert one["note"] in text or one["finding"].startswith("agrees")


FIGURES = [
    address(place)
    for place in PLACES
    if place["field"] in ("value", "prisoners", "died_in_captivity", "accounted_for")
]


def test_a_finding_leads_to_its_figures_and_back(page: Page) -> None:
    """From the panel to the list, from the list to a cell."""
    by_id(page, CELL).locator("a").click()
    page.locator("#detail .known a").first.click()
    finding = page.locator(".findings li:target")
    expect(finding).to_be_visible()
    assert "conflicts" in (finding.get_attribute("class") or "")
    finding.locator(f'a[href="#{CELL}"]').click()
    expect(page.locator(".marked").first).to_have_text("2,000,000")


def test_findings_are_searched(page: Page) -> None:
    """Conflicts are open, the rest is folded; what is found is not."""
    shown = page.locator(".findings li:visible")
    every = findings()
    expect(shown).to_have_count(int((every["finding"] == "conflicts").sum()))
    page.locator("#find").get_by_label("search").fill("Beorn")
    held = every["title"].str.cat(every["summary"]).str.cat(every["note"].fillna(""))
    assert shown.count() >= int(held.str.contains("Beorn").sum()) > 0
    assert "of" in page.locator("#find [role=status]").inner_text()


def test_a_table_is_sorted(page: Page) -> None:
    """By any of its columns, numbers as numbers, up and down; what is empty comes last."""
    values = page.locator("#statements tbody tr:first-child td.number > span")
    page.locator("#statements thead button", has_text="value").click()
    rising = [float(one.replace(",", "")) for one in values.all_text_contents()]
    assert rising == sorted(rising)
    page.locator("#statements thead button", has_text="value").click()
    assert [float(one.replace(",", "")) for one in values.all_text_contents()] == rising[::-1]
    records = page.locator("#statements .record")
    assert records.count() == len(rows("statements"))
    assert records.last.locator("td.number > span").count() == 0
    page.locator("#prisoners_held thead button", has_text="prisoners").click()
    first = page.locator("#prisoners_held tbody tr").first
    lowest = min(rows("prisoners_held"), key=lambda row: int(row["prisoners"]))
    assert first.get_attribute("id") == f"prisoners_held/{lowest['period']}"


@pytest.mark.parametrize(
    "wrong",
    ["prisoners_held/1945-Q2/prisoner", "statements/lead-overman-died", "char=1,2", "%E0%A4%A",
     "constructor", "__proto__", "toString", "hasOwnProperty/valueOf", "<img src=x onerror=alert(1)>", "propertyIsEnumerable",
     "constructor/constructor", "char=", "char=1,", "char=-1,1e9", "%", "%E0%A4", "'\"<b>"],
)  # fmt: skip
def test_an_address_that_there_is_not_is_answered(wide: Page, wrong: str) -> None:
    """With the nearest that there are."""
    follow(wide, wrong)
    assert wide.locator("#detail h3").inner_text() == "There is no such address"
    offered = wide.locator("#detail p a").evaluate_all("all => all.map((a) => a.hash.slice(1))")
    assert len(offered) == 3
    for one in offered:
        assert by_id(wide, one).count() == 1
    if wrong.startswith("prisoners_held"):
        assert offered[0] == CELL
    if wrong.startswith("statements"):
        assert offered[0] == "statements/lead-overmans-died"


def test_the_first_view_is_light() -> None:
    """One file, 150 kB at most as a server sends it."""
    assert len(gzip.compress((BUILT / "index.html").read_bytes(), 6)) <= 150_000


def test_drawn_twice_it_has_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the order of hashes, the zone and the language."""
    before = {path: path.read_bytes() for path in BUILT.rglob("*") if path.is_file()}
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-m", "page"], cwd=ROOT, env=environment, check=True)
    assert {path: path.read_bytes() for path in BUILT.rglob("*") if path.is_file()} == before


def test_no_figure_is_typed_into_the_page() -> None:
    """Neither into the template nor into the script or the drawings."""
    for file in (ROOT / "page").rglob("*"):
        if file.suffix in (".jinja", ".js"):
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"\d,\d{3}|(?<![#\w])\d{4,}", text), file


def test_segments_tile_a_line() -> None:
    """Nested and overlapping places cut it; the narrowest comes first; nothing is lost."""
    found = list(lines("ca. 3,000 of 9\n\nmore; (less", [
        Span(0, 9, "a/printed"), Span(4, 9, "a/value"), Span(7, 14, "b/printed"),
        Span(0, 3, "a/qualifier", bears_out=True), Span(10, 12, "b/part_of", bears_out=True),
        Span(16, 20, "", "a word"), Span(22, 27, "c/sic", bears_out=True), Span(23, 27),
    ]))  # fmt: skip
    assert ["".join(part.text for part in line.segments) for line in found] == [
        "ca. 3,000 of 9",
        "",
        "more; (less",
    ]
    assert [(part.text, part.addresses, part.readings) for part in found[0].segments] == [
        ("ca.", ("a/printed",), ("a/qualifier",)),
        (" ", ("a/printed",), ()),
        ("3,0", ("a/value", "a/printed"), ()),
        ("00", ("a/value", "b/printed", "a/printed"), ()),
        (" ", ("b/printed",), ()),
        ("of", ("b/printed",), ("b/part_of",)),
        (" 9", ("b/printed",), ()),
    ]
    assert [(part.text, part.linked, part.looks) for part in found[2].segments] == [
        ("more", False, "excluded"),
        ("; ", False, ""),
        ("(", False, "bearing"),
        ("less", True, "bearing"),
    ]
    assert found[2].segments[0].reason == "a word"
