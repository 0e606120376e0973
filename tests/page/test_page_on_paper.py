"""Is the page on paper whole: nothing cut, nothing over another, nothing that only a screen can use?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import CELL, opened
from playwright.sync_api import BrowserContext, Page, expect

A4 = (794, 1123)
CUT = """(width) => [...document.querySelectorAll("body *:not(svg *)")]
    .filter((one) => one.checkVisibility() && !one.closest(".skip, thead[hidden]"))
    .filter((one) => one.getBoundingClientRect().right > width || one.scrollWidth > one.clientWidth + 1 && one.clientWidth)
    .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def paper(desk: BrowserContext, page_folder: Path) -> Iterator[Page]:
    """The page as it is laid out for a sheet of A4."""
    page, _ = opened(desk, page_folder / "index.html", f"#{CELL}", A4, media="print")
    yield page
    page.close()


def test_nothing_is_cut(paper: Page) -> None:
    """At the right edge, or by a pane that would scroll."""
    assert paper.evaluate(CUT, A4[0]) == []


def test_paper_is_no_phone(paper: Page) -> None:
    """It has the wide pictures, and rows of tables."""
    for figure in paper.locator("figure").all():
        assert figure.locator(".only-wide").is_visible()
        assert figure.locator(".only-narrow").is_hidden()
    assert (
        paper.locator("#statements td:visible").first.evaluate("td => getComputedStyle(td).display")
        == "table-cell"
    )


def test_what_is_pressed_is_not_printed(paper: Page) -> None:
    """Searches, choices and buttons; the heads of columns without their arrows."""
    for control in ("input", "select", "nav", ".copyable button", "#detail button"):
        assert paper.locator(control).count() > 0
        expect(paper.locator(f"{control}:visible")).to_have_count(0)
    arrows = "all => all.map((one) => getComputedStyle(one, '::after').content)"
    assert set(paper.locator("th button").evaluate_all(arrows)) == {"none"}


def test_a_badge_is_read_without_its_background(paper: Page) -> None:
    """Browsers print none."""
    badge = "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    assert paper.locator(".badge.conflict").first.evaluate(badge) == [
        "rgb(163, 0, 27)",
        "rgba(0, 0, 0, 0)",
    ]


def test_no_grid_goes_over_two_pages(paper: Page) -> None:
    """There its rows would be printed one over another: pictures, findings, the reader are blocks."""
    for part in (".pictures", ".findings", ".reader", ".pair"):
        assert paper.locator(part).first.evaluate("one => getComputedStyle(one).display") == "block"


def test_what_was_chosen_is_printed_and_nothing_is_not(paper: Page) -> None:
    """The panel of a cell, and no panel that waits for a choice."""
    expect(paper.locator("#detail")).to_be_visible()
    paper.evaluate("location.hash = ''")
    expect(paper.locator("#detail")).to_be_hidden()
