"""Can everybody read the documents as a site, on a desk and on a telephone, by day and by night, offline?

``make docs`` writes the site, and ``make test-all`` runs this, with the network cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from conftest import ROOT
from pages import faint, violations
from playwright.sync_api import BrowserContext, Page, expect

import german_pows_ussr as pows

BUILT = ROOT / "build" / "site"
PAGES = sorted(path.name for path in BUILT.glob("*.html"))


def address(name: str) -> str:
    """Where a page lies on the disk."""
    return (BUILT / name).as_uri()


def test_every_document_is_a_page() -> None:
    """And so are the tutorial and the reading page."""
    documents = {f"{path.stem}.html" for path in (ROOT / "docs").glob("*.md")}
    assert documents | {"tutorial.html", "search.html"} <= set(PAGES)
    assert (BUILT / "page" / "index.html").is_file()


@pytest.fixture(scope="module")
def page(desk: BrowserContext) -> Iterator[Page]:
    """A tab for all of it, which asks nothing of a network."""
    made = desk.new_page()
    asked: list[str] = []
    made.on("request", lambda request: asked.append(request.url))
    yield made
    made.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_page_is_accessible(page: Page, width: int, scheme: Any) -> None:
    """No rule of WCAG 2.2 AA is broken, whatever the colours, and nothing is wider than the screen."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for name in PAGES:
        page.goto(address(name))
        assert faint(page) == [], name
        assert scheme == "dark" or violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_every_link_leads_to_a_file() -> None:
    """Those to the reading page, too, which Sphinx does not know, and those of that page."""
    for name in (*PAGES, "page/index.html"):
        text = (BUILT / name).read_text(encoding="utf-8")
        for target in set(re.findall(r'(?:href|src)="([^"#?]+)[^"]*"', text)):
            found = (BUILT / name).parent / unquote(target)
            assert re.match(r"https?:|data:", target) or found.exists(), (name, target)


def test_the_reference_reads_well(page: Page) -> None:
    """Each entry has one name and says something, and types are called as a reader calls them."""
    page.goto(address("api.html"))
    text = page.locator("article").inner_text()
    slips = r"====|\*\*|german_pows_ussr\._[a-z]|\b(?:pd|pl|pa|alt)\.[A-Z]|\bRow\b"
    assert re.findall(slips, text) == []
    heads = page.locator("article dt.sig").all_inner_texts()
    assert [head for head in heads if "," in re.sub(r"[(\[].*", "", head)] == []
    for name in pows.__all__:
        entry = page.locator(f"[id='german_pows_ussr.{name}'] ~ dd").first
        assert len(entry.inner_text().split()) > 5, name


LETTERS = """async () => {
    const pictures = [...document.querySelectorAll("article img")];
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.all(pictures.map((picture) => picture.decode()));
    return pictures.map((picture) => ({
        letters: (picture.currentSrc.endsWith(".svg") ? 12 : 13.9) * picture.clientWidth / picture.naturalWidth,
        cut: picture.clientWidth - picture.closest("p, .cell_output").clientWidth,
        said: picture.alt,
    }));
}"""
"""Of each picture: its smallest letters in pixels, by how much it is too wide, what it says."""


@pytest.mark.parametrize("name", ["index.html", "read.html", "tutorial.html"])
def test_a_picture_fits_and_its_letters_can_be_read(page: Page, name: str) -> None:
    """A telephone gets a drawing of its own; what the tutorial draws is moved sideways there."""
    page.goto(address(name))
    for width in (1440, 1010, 705, 704, 390, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        pictures = page.evaluate(LETTERS)
        assert pictures
        for picture in pictures:
            assert picture["letters"] >= 11, width
            assert not re.search(r"\.(png|svg)$", picture["said"])
            assert picture["cut"] <= 0 or width < (800 if name == "tutorial.html" else 360), width


def test_the_switch_of_the_site_darkens_its_pictures(page: Page) -> None:
    """On a telephone, too, whatever the system prefers."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(address("index.html"))
    picture = page.locator("article picture")
    light = picture.screenshot()
    page.evaluate("document.body.dataset.theme = 'dark'")
    assert picture.screenshot() != light
    shown = page.evaluate("getComputedStyle(document.querySelector('article img')).colorScheme")
    assert shown == "dark"


def test_a_reader_comes_from_the_documents_to_the_reading_page(page: Page) -> None:
    """By one click."""
    page.goto(address("read.html"))
    page.get_by_role("link", name="Open the reading page").click()
    expect(page).to_have_url(address("page/index.html"))


def test_a_word_is_found(page: Page) -> None:
    """The search needs no server."""
    page.goto(f"{address('search.html')}?q=merge_asof")
    expect(page.locator("#search-results").get_by_role("link", name="Recipes")).to_be_visible()
