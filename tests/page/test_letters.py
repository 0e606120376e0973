"""Can the words of every picture be read at the size at which the page shows it?

The page is opened from the disk at the widths where its layout changes, and at those of screens.
"""

from __future__ import annotations

from playwright.sync_api import Page

LEAST = 11
SIZES = """() => [...document.querySelectorAll("svg.picture text")]
    .filter((word) => word.checkVisibility() && word.textContent)
    .map((word) => {
        const { a, b } = word.getScreenCTM();
        return [parseFloat(getComputedStyle(word).fontSize) * Math.hypot(a, b), word.textContent];
    })"""


def test_no_letter_of_a_picture_is_small(wide: Page) -> None:
    """Eleven CSS pixels at least, in each of the four pictures."""
    for width in (1920, 1440, 1248, 801, 390):
        wide.set_viewport_size({"width": width, "height": 900})
        assert wide.locator("svg.picture:visible").count() == 4
        words = wide.evaluate(SIZES)
        assert len(words) > 100
        assert [(text, size) for size, text in words if size < LEAST] == [], width
