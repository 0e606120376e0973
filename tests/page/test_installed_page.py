"""Does the page that an installed package opens offer what lies beside it, and nothing else?

The wheel is built, installed and asked for its page, as a stranger does, far from the checkout.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from installations import Installation
from playwright.sync_api import Browser, expect

READ = """
import os, tempfile, webbrowser
import german_pows_ussr as pows
tempfile.tempdir, webbrowser.open = os.getcwd(), id
print(pows.read())
"""


@pytest.fixture(scope="module")
def index(installation: Installation) -> Path:
    """The page, where ``read`` unpacked it."""
    return Path(unquote(urlsplit(installation.run(READ).strip()).path))


def test_no_link_of_it_is_dead(index: Path) -> None:
    """Every file that it names lies beside it: tables, descriptor, specifications of the pictures."""
    text = index.read_text(encoding="utf-8")
    targets = set(re.findall(r'(?:href|src)="([^"#?]+)[^"]*"', text))
    named = {target for target in targets if not re.match("https?:", target)}
    assert {"datapackage.json", "resources/statements.csv"} < named
    assert "docs/pictures/prisoners_held.vl.json" in named
    assert [name for name in named if not (index.parent / name).is_file()] == []


@pytest.mark.parametrize("width", [1440, 390])
def test_it_says_how_to_have_the_rest(browser: Browser, index: Path, width: int) -> None:
    """The command for the workbook and the database, on a phone, too."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(index.as_uri())
    expect(page.locator("#downloads")).to_contain_text(
        "german-pows-ussr export german-pows-ussr.xlsx"
    )
    for named in page.locator("#downloads code").all():
        box = named.bounding_box()
        assert box
        assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
