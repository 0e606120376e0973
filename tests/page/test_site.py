"""Can everybody read the documents as a site, on a desk and on a telephone, by day and by night, offline?

``make docs`` writes the site, and ``make test-all`` runs this, with the network cut off.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, rows
from playwright.sync_api import Browser, expect

import german_pows_ussr as pows

BUILT = ROOT / "build" / "site"
PAGES = sorted(path.name for path in BUILT.glob("*.html"))
CLAIMS = {row["claim"]: row for row in reversed(rows("figures"))}
SAMPLE = ["answers/died/index.html", "figures/index.html", "figures/lead-soviet-died/index.html"]
"""Some of the pages that are made from the tables."""

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
    for name in (*PAGES, *SAMPLE):
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
    for path in BUILT.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for target in set(re.findall(r'(?:href|src)="([^"#?]+)[^"]*"', text)):
            found = path.parent / unquote(target)
            assert re.match(r"https?:|data:", target) or found.exists(), (path, target)


def test_every_claim_has_a_page_with_its_words_and_its_place_in_the_reading_page() -> None:
    """The preview of a link shows the claim as a sentence, and no other page has the same."""
    reading = (BUILT / "page" / "index.html").read_text(encoding="utf-8")
    assert {path.parent.name for path in BUILT.glob("figures/*/index.html")} == set(CLAIMS)
    titles = set()
    for claim, row in CLAIMS.items():
        text = (BUILT / "figures" / claim / "index.html").read_text(encoding="utf-8")
        titles.update(re.findall(r'<meta content="([^"]+)" property="og:title"', text))
        (place,) = re.findall(r'href="\.\./\.\./page/index\.html#([^"]+)"', text)
        assert f'id="{place}"' in reading
        passages = re.sub(r"</mark>|<mark>", "", " ".join(re.findall(r"<mark>.+?</mark>", text)))
        assert row["printed"].rpartition(" ")[2] in passages
        assert 'property="og:description"' in text
    assert len(titles) == len(CLAIMS)


@pytest.mark.parametrize(
    ("sought", "first"),
    [
        ("381,067", "figures/lead-soviet-died"),
        ("381067", "figures/lead-soviet-died"),
        ("363,000", "figures/lead-overmans-died-confirmed"),
        ("2.8 million", "figures/history-soviet-held-1945"),
        ("Stalingrad", "figures/history-stalingrad-died"),
        ("how many died", "answers/died"),
        ("merge_asof", "recipes"),
    ],
)
def test_a_number_and_a_word_are_found(browser: Browser, sought: str, first: str) -> None:
    """The search needs no server; what answers stands first."""
    page = browser.new_page()
    page.goto(f"{address('search.html')}?q={quote(sought)}")
    found = page.locator("#search-results li a").first
    expect(found).to_have_attribute("href", re.compile(f"^{first}[/.]"))
    page.close()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_first_screen_answers_how_many_died(browser: Browser, width: int, height: int) -> None:
    """The numbers, who says them, whether they disagree, and the citation, before any code."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address("index.html"))
    article = page.locator("article")
    for text in ("381,067", "1,094,250", "the Maschke commission", "They disagree.", "[Data set]"):
        box = article.get_by_text(text).last.bounding_box()
        assert box
        assert box["y"] + box["height"] <= height, text
    page.close()


def test_what_is_copied_has_neither_prompts_nor_output(browser: Browser) -> None:
    """A session is copied as it is typed, a citation as it stands."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    for name, block, copied in (
        (
            "recipes.html",
            ".highlight:has(.go)",
            r"^held = pows\.load\(\"prisoners_held\"\)\nheld\.loc",
        ),
        ("answers/died/index.html", ".copyable", r"^How many German prisoners died in .*\.$"),
    ):
        page.goto(address(name))
        page.locator(block).first.hover()
        page.locator(block).first.get_by_role("button", name="Copy").click()
        text = page.evaluate("navigator.clipboard.readText()")
        assert re.match(copied, text), text
        assert ">>>" not in text
        assert "2000000" not in text
    context.close()


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
