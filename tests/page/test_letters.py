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


MEET = """() => {
    const picture = [...document.querySelectorAll("#picture-conflicts svg")].find((one) => one.checkVisibility());
    const words = [...picture.querySelectorAll("text")].map((text) => ({
        box: text.getBoundingClientRect(),
        name: text.children.length ? [...text.children].map((line) => line.textContent).join(" ") : text.textContent,
    }));
    return [...picture.querySelectorAll("a")].map((tile) => {
        const at = tile.getBoundingClientRect();
        const beside = ({ box }) => box.right < at.left && box.top >= at.top - 2 && box.bottom <= at.bottom + 2;
        const above = ({ box }) => box.bottom < at.top && box.left < at.right && box.right > at.left;
        const names = (lies) => words.filter(lies).map(({ name }) => name);
        return [tile.querySelector("title").textContent.split(":")[0], names(beside)[0], names(above)];
    });
}"""


def test_who_contradicts_whom_is_named_beside_and_above(wide: Page) -> None:
    """Each tile has one name at the left of its row, the other above its column: no manual is needed."""
    for width in (1440, 680, 390):
        wide.set_viewport_size({"width": width, "height": 900})
        tiles = wide.evaluate(MEET)
        assert len(tiles) > 10
        for both, beside, above in tiles:
            row, column = both.split(" and ")
            assert beside == row, width
            assert column in above, width
    caption = wide.locator("#picture-conflicts > p").first.inner_text()
    assert caption.count(".") == 2
    assert len(caption.split()) < 50
