"""Do the tables fit their pane, so that nothing of them is missed, on a desk and on a phone?"""

from __future__ import annotations

from pathlib import Path

from pages import opened
from playwright.sync_api import Browser

BEYOND = """(parts) => {
    const pane = document.querySelector(".pane.tables").getBoundingClientRect();
    return [...document.querySelectorAll(parts)]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > pane.right)
        .map((one) => one.textContent);
}"""


def beyond(browser: Browser, folder: Path, width: int, parts: str) -> list[str]:
    """What of the tables lies beyond their pane on a screen."""
    page, _ = opened(browser, folder / "index.html", viewport={"width": width, "height": 900})
    assert page.locator(parts).count() > 10
    found = page.evaluate(BEYOND, parts)
    page.context.close()
    return list(found)


def test_a_phone_shows_every_conflict(browser: Browser, page_folder: Path) -> None:
    """The word, and all that stands beside a number."""
    assert beyond(browser, page_folder, 390, ".against") == []
    assert beyond(browser, page_folder, 390, ".cards td, .cards td *") == []
