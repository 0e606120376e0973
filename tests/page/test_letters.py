"""Can the words of every picture be read at the size at which the page shows it?

The page is opened from the disk at the widths where its layout changes, and at those of screens.
"""

from __future__ import annotations

import pytest
from conftest import ROOT
from playwright.sync_api import Browser

LEAST = 11
SIZES = """() => [...document.querySelectorAll("svg.picture text")]
    .filter((word) => word.checkVisibility() && word.textContent)
    .map((word) => {
        const { a, b } = word.getScreenCTM();
        return [parseFloat(getComputedStyle(word).fontSize) * Math.hypot(a, b), word.textContent];
    })"""


@pytest.mark.parametrize("width", [1920, 1440, 1248, 801, 390])
def test_no_letter_of_a_picture_is_small(browser: Browser, width: int) -> None:
    """Eleven CSS pixels at least, in each of the four pictures."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((ROOT / "build" / "page" / "index.html").as_uri())
    assert page.locator("svg.picture:visible").count() == 4
    words = page.evaluate(SIZES)
    assert len(words) > 100
    assert [(text, size) for size, text in words if size < LEAST] == []
    page.close()
