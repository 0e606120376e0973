"""Does the page that an installed package opens offer what lies beside it, and nothing else?

The wheel is built, installed and asked for its page, as a stranger does, far from the checkout.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import DESCRIPTOR
from installations import Installation
from page.head import head_elements
from pages import BUILT
from playwright.sync_api import BrowserContext, expect

READ = """
import webbrowser
import german_pows_ussr as pows
webbrowser.open = id
print(pows.read())
"""


@pytest.fixture(scope="module")
def index(installation: Installation) -> Path:
    """The page, where it was installed."""
    return Path(unquote(urlsplit(installation.run(READ).strip()).path))


def test_no_link_of_it_is_dead(index: Path) -> None:
    """Every file that it names lies beside it: tables, descriptor, specifications of the pictures."""
    text = index.read_text(encoding="utf-8")
    targets = set(re.findall(r'(?:href|src)="([^"#?]+)[^"]*"', text))
    named = {target for target in targets if not re.match("https?:", target)}
    assert {"datapackage.json", "resources/statements.csv", "resources/statements.parquet"} < named
    assert "resources/evidence.parquet" not in named
    assert "docs/pictures/prisoners_held.vl.json" in named
    assert [name for name in named if not (index.parent / name).is_file()] == []


def test_it_is_the_published_page(index: Path) -> None:
    """But for the files that it offers, the pages of claims, and what crawlers read, for none comes there."""
    published = (BUILT / "index.html").read_text(encoding="utf-8")
    own, other = (
        re.sub('(?s)<section id="downloads">.*?</section>', "", text)
        for text in (index.read_text(encoding="utf-8"), published)
    )
    head = head_elements(DESCRIPTOR)
    assert head in other
    assert own == other.replace(head, "").replace(' data-claims="../figures/"', "")


def test_it_says_how_to_have_the_rest(desk: BrowserContext, index: Path) -> None:
    """The command for the workbook and the database, on a phone, too."""
    page = desk.new_page()
    page.goto(index.as_uri())
    command = "german-pows-ussr export german-pows-ussr.xlsx"
    expect(page.locator("#downloads")).to_contain_text(command)
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        boxes = [named.bounding_box() for named in page.locator("#downloads code").all()]
        assert all(box and box["x"] + box["width"] <= width for box in boxes), width
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_it_draws(installation: Installation) -> None:
    """From what the wheel carries."""
    installation.add("altair")
    code = "import german_pows_ussr as pows; print(type(pows.chart('mortality')).__name__)"
    assert installation.run(code) == "LayerChart\n"
