"""Do the tables fit their pane, so that nothing of them is missed, on a desk and on a phone?"""

from __future__ import annotations

import re
from itertools import product

from pages import PHONE, follow
from playwright.sync_api import Page, expect

BEYOND = """(parts) => {
    const pane = document.querySelector(".pane.tables").getBoundingClientRect();
    return [...document.querySelectorAll(parts)]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > pane.right)
        .map((one) => one.textContent);
}"""


def beyond(page: Page, width: int, parts: str) -> list[str]:
    """What of the tables lies beyond their pane on a screen."""
    page.set_viewport_size({"width": width, "height": 900})
    assert page.locator(parts).count() > 10
    return list(page.evaluate(BEYOND, parts))


def test_a_phone_shows_every_conflict(wide: Page) -> None:
    """The word, and all that stands beside a number, where a row is a card."""
    assert beyond(wide, 390, ".cards .against") == []
    assert beyond(wide, 390, ".cards td, .cards td *") == []


def test_a_screen_shows_every_column(wide: Page) -> None:
    """Of every table, without scrolling sideways."""
    for width in (1366, 1440, 1920):
        assert beyond(wide, width, ".tables th, .tables td, .tables td *") == [], width


LINES = """(selector) => [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility())
    .map((one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return [one.textContent, new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size];
    })"""


def test_no_date_is_divided(wide: Page) -> None:
    """Each stands on one line, in the tables and in the answer."""
    within = wide.locator(".answer td, #statements td").all_text_contents()
    dates = [date for text in within for date in re.findall(r"\b\d{4}-\w\w(?:-\d\d)?/?", text)]
    for width in (1440, 801, 390, 320):
        wide.set_viewport_size({"width": width, "height": 900})
        lines = wide.evaluate(LINES, ".answer .day, #statements .day")
        assert [text for text, count in lines if count > 1] == [], width
        assert {text for text, _ in lines} <= set(dates)
        assert len({text for text, _ in lines}) > 10


SMALL = [(720, 450), (360, 225), (844, 390), PHONE]
DISPUTED = ("prisoners_held/1945-Q2/prisoners", "statements/lead-soviet-died/value")


def test_a_small_screen_shows_the_panel_whole(wide: Page) -> None:
    """Zoomed to 200 and 400 %, sideways and upright: nothing of it scrolls by itself; it begins in view."""
    for (width, height), address in product(SMALL, DISPUTED):
        wide.set_viewport_size({"width": width, "height": height})
        follow(wide, address)
        hidden = wide.locator("#detail").evaluate("one => one.scrollHeight - one.clientHeight")
        assert hidden <= 0
        expect(wide.locator("#detail h3")).to_be_in_viewport()
        expect(wide.locator(".text .marked").first).to_be_in_viewport()
        if (width, height) == PHONE:
            expect(wide.locator("#detail .badge.dispute").first).to_be_in_viewport()


def test_a_screen_shows_value_and_citation(wide: Page) -> None:
    """Of a disputed figure, after the disputes, with the button that copies it."""
    for address in DISPUTED:
        follow(wide, address)
        names = wide.locator("#detail > dl > dt").all_inner_texts()
        assert names[0] == "who says so"
        assert "citation" in names
        expect(wide.locator("#detail .badge.dispute").first).to_be_in_viewport(ratio=1)
        expect(wide.locator("#detail button")).to_be_in_viewport(ratio=1)
