"""Can everybody read the documents as a site, on a desk and on a telephone, by day and by night, offline?

``make docs`` writes the site, and ``make test-all`` runs this, with the network cut off.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from playwright.sync_api import Browser, expect

import german_pows_ussr as pows

BUILT = ROOT / "build" / "site"
PAGES = sorted(path.name for path in BUILT.glob("*.html"))
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def address(name: str) -> str:
    """Where a page lies on the disk."""
    return (BUILT / name).as_uri()


def test_every_document_is_a_page() -> None:
    """And so are the tutorial and the reading page."""
    documents = {f"{path.stem}.html" for path in (ROOT / "docs").glob("*.md")}
    assert documents | {"tutorial.html", "search.html"} <= set(PAGES)
    assert (BUILT / "page" / "index.html").is_file()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_is_accessible_and_fetches_nothing(
    browser: Browser, width: int, scheme: str
) -> None:
    """No rule of WCAG 2.2 AA is broken, nothing is asked of a network, nothing is wider than the screen."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True
    )  # fmt: skip
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = []
    for name in PAGES:
        page.goto(address(name))
        rules = Axe().run(page, options={"runOnly": WCAG, "preload": False})
        found += [
            (name, rule["id"], rule["nodes"][0]["html"]) for rule in rules.response["violations"]
        ]
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [(name, "wider than the screen by", wider)] if wider > 0 else []
    context.close()
    assert found == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_every_link_leads_to_a_file() -> None:
    """Those to the reading page, too, which Sphinx does not know, and those of that page."""
    for name in (*PAGES, "page/index.html"):
        text = (BUILT / name).read_text(encoding="utf-8")
        for target in set(re.findall(r'(?:href|src)="([^"#?]+)[^"]*"', text)):
            found = (BUILT / name).parent / unquote(target)
            assert re.match(r"https?:|data:", target) or found.exists(), (name, target)


def test_the_reference_reads_well(browser: Browser) -> None:
    """Tables are tables, each entry has one name, and types are called as a reader calls them."""
    page = browser.new_page()
    page.goto(address("api.html"))
    text = page.locator("article").inner_text()
    slips = r"====|\*\*|german_pows_ussr\._[a-z]|\b(?:pd|pl|pa|alt)\.[A-Z]|\bRow\b"
    assert re.findall(slips, text) == []
    heads = page.locator("article dt.sig").all_inner_texts()
    assert [head for head in heads if "," in re.sub(r"[(\[].*", "", head)] == []
    cells = page.locator("[id='german_pows_ussr.load'] ~ dd table tr").all_inner_texts()
    assert [cell.split()[0] for cell in cells] == [
        "type", "integer", "number", "boolean", "date", "string", "vocabulary",
    ]  # fmt: skip
    for name in pows.__all__:
        entry = page.locator(f"[id='german_pows_ussr.{name}'] ~ dd").first
        assert len(entry.inner_text().split()) > 5, name
    page.close()


LETTERS = """() => [...document.querySelectorAll("article img")].map((picture) => ({
    letters: (picture.currentSrc.endsWith(".svg") ? 12 : 13.9) * picture.clientWidth / picture.naturalWidth,
    cut: picture.clientWidth - picture.closest("p, .cell_output").clientWidth,
    said: picture.alt,
}))"""
"""Of each picture: its smallest letters in pixels, by how much it is too wide, what it says."""


@pytest.mark.parametrize("name", ["index.html", "read.html", "tutorial.html"])
def test_a_picture_fits_and_its_letters_can_be_read(browser: Browser, name: str) -> None:
    """A telephone gets a drawing of its own; what the tutorial draws is moved sideways there."""
    page = browser.new_page()
    for width in (1440, 1010, 705, 704, 390, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address(name))
        pictures = page.evaluate(LETTERS)
        assert pictures
        for picture in pictures:
            assert picture["letters"] >= 11, width
            assert not re.search(r"\.(png|svg)$", picture["said"])
            assert picture["cut"] <= 0 or width < (800 if name == "tutorial.html" else 360), width
    page.close()


def test_the_switch_of_the_site_darkens_its_pictures(browser: Browser) -> None:
    """On a telephone, too, whatever the system prefers."""
    page = browser.new_page(viewport={"width": 390, "height": 900}, color_scheme="light")
    page.goto(address("index.html"))
    picture = page.locator("article picture")
    light = picture.screenshot()
    page.evaluate("document.body.dataset.theme = 'dark'")
    assert picture.screenshot() != light
    shown = page.evaluate("getComputedStyle(document.querySelector('article img')).colorScheme")
    assert shown == "dark"
    page.close()


def test_a_reader_comes_from_the_documents_to_the_reading_page(browser: Browser) -> None:
    """By one click."""
    page = browser.new_page()
    page.goto(address("read.html"))
    page.get_by_role("link", name="Open the reading page").click()
    expect(page).to_have_url(address("page/index.html"))
    page.close()


def test_a_word_is_found(browser: Browser) -> None:
    """The search needs no server."""
    page = browser.new_page()
    page.goto(f"{address('search.html')}?q=merge_asof")
    expect(page.locator("#search-results").get_by_role("link", name="Recipes")).to_be_visible()
    page.close()
