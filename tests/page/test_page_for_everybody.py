"""Can everybody use the reading page: by keyboard, without a script, and whatever the article says?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Checkout, rows
from pages import CELL, by_id, faint, follow, lit, marked, offline, opened, thin_out, violations
from playwright.sync_api import Browser, BrowserContext, Page, expect

from confirm import confirm


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    """From the top to the text, from a figure to its cell, from a cell to its figure."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text and its tables"
    page.keyboard.press("Enter")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.text a')"):
            break
    page.keyboard.press("Enter")
    assert len(lit(page)) >= 1
    by_id(page, CELL).locator("a").focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    assert (marked(page), outline != "none") == ("2,000,000", True)
    page.get_by_text("Skip to the tables", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.tables nav a')")
    page.locator(".tables h2 a.row").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#prisoners_held/*")
    page.locator("#statements thead button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#statements th[aria-sort=ascending]").inner_text().startswith("statement")


FOCUSED = "document.activeElement.id || document.activeElement.parentElement.id"


def press(page: Page, *keys: str) -> None:
    """Keys, one after the other, and what follows from them."""
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(100)


def test_a_key_leads_into_the_panel_and_back(page: Page) -> None:
    """From a cell, a row, words and a finding: one press to what is said, two more to where one was."""
    row, figure = "events/lead-last-return", "statements/lead-commission-died/value"
    page.locator(".kind").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    starts = {
        CELL: by_id(page, CELL).locator("a"),
        f"{row}/event": by_id(page, row).locator("a.row"),
        "char=6594,6603": by_id(page, "char=6594,6603"),
        figure: page.locator(f'.findings a[href="#{figure}"]').first,
    }
    for (width, height), place in product([(1440, 900), (390, 844), (360, 225)], starts):
        page.set_viewport_size({"width": width, "height": height})
        starts[place].focus()
        press(page, "Enter")
        assert page.evaluate(FOCUSED) == "detail", (place, width)
        expect(page.locator("#detail h3").first).to_be_in_viewport()
        press(page, "Tab", "Enter")
        assert page.evaluate(FOCUSED) == place, width
        expect(page.locator(":focus")).to_be_in_viewport()
    by_id(page, CELL).locator("a").click()
    assert page.evaluate(FOCUSED) != "detail"  # by mouse, nothing is moved


def test_what_is_chosen_is_skipped_to(wide: Page) -> None:
    """With the third link of the page; it stays chosen."""
    follow(wide, CELL)
    wide.locator(".skip").first.focus()
    press(wide, "Tab", "Tab", "Enter")
    assert wide.evaluate(FOCUSED) == "detail"
    assert lit(wide) == [CELL]
    expect(wide.locator("#detail h3")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_it_is_accessible(desk: BrowserContext, page_folder: Path, width: int, scheme: Any) -> None:
    """By axe-core, WCAG 2.2 AA, with a row and a cell chosen; no sideways scrolling."""
    size, index = (width, 844), page_folder / "index.html"
    found, seen = opened(desk, index, f"#{CELL}", size, color_scheme=scheme)
    found.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    # What lies half under the heads that stay is no smaller for that: it can be scrolled.
    heads = found.locator(".tables thead th")
    heads.evaluate_all("all => all.forEach((one) => { one.style.position = 'static'; })")
    assert violations(found) == []
    thin_out(found)
    for chosen in ("statements/lead-captured", CELL):
        follow(found, chosen)
        assert faint(found) == [], chosen
        assert found.evaluate("document.documentElement.scrollWidth") == width
    dark = found.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 22, 22)"
    assert dark == (scheme == "dark")
    assert seen.errors == []
    assert axe_finds_a_field_without_a_label(found)
    found.close()


def axe_finds_a_field_without_a_label(page: Page) -> bool:
    """Take a label away, and tell whether that is noticed; then what is not found is not there."""
    page.evaluate("""() => {
        const field = document.getElementById("excluded");
        field.parentElement.replaceWith(field);
    }""")
    return "label" in {name for name, _ in violations(page, ".hint")}


SET_APART = """(one) => {
    const { backgroundColor, borderBottom, outline, outlineStyle } = getComputedStyle(one);
    return [backgroundColor, borderBottom, outlineStyle === "none" ? "" : outline].join();
}"""


def test_what_is_chosen_shows_in_forced_colours(desk: BrowserContext, page_folder: Path) -> None:
    """Words, a sentence, a row and a cell look unlike the others of their kind, and unlike each other."""
    found, seen = opened(desk, page_folder / "index.html", forced_colors="active")
    follow(found, "statements/lead-soviet-died")
    others = {
        ".text .marked": ".text a:not(.marked, .around)",
        ".text .around:not(.marked)": ".text span:not(.marked, .around)",
        ".lit-row": ".record:not(.lit-row)",
    }
    looks = {one: found.locator(one).first.evaluate(SET_APART) for one in others}
    for chosen, other in others.items():
        assert looks[chosen] != found.locator(other).first.evaluate(SET_APART), chosen
    assert len(set(looks.values())) == 3
    found.locator(".text [data-for]").first.focus()
    told = found.locator("#detail .told").first.evaluate(SET_APART)
    assert told != found.locator("#detail [data-address]:not(.told)").first.evaluate(SET_APART)
    follow(found, CELL)
    cell = found.locator(".lit").evaluate(SET_APART)
    assert cell not in (found.locator("td:not(.lit)").first.evaluate(SET_APART), looks[".lit-row"])
    assert seen.errors == []
    found.close()


@pytest.fixture(scope="module")
def scriptless(browser: Browser, page_folder: Path) -> Iterator[Page]:
    """The page in a browser that runs no script."""
    viewport = {"width": 1440, "height": 900}
    with offline(browser, java_script_enabled=False, viewport=viewport) as desk:
        page = desk.new_page()
        page.goto((page_folder / "index.html").as_uri())
        yield page


def test_without_a_script_it_is_still_read(scriptless: Page) -> None:
    """Text, tables and pictures are there, and the links lead both ways."""
    found = scriptless
    assert found.locator(".text").inner_text().startswith("= German prisoners of war")
    assert found.locator("#picture-prisoners_held svg:visible").count() == 1
    assert not found.locator("#filters").is_visible()
    body = found.locator("body").inner_text()
    for promised in ("Nothing is chosen", "the panel says what", "light up", "choose it", "Choose"):
        assert promised not in body
    found.locator('[id="char=6594,6603"]').click()
    assert found.url.endswith(f"#{CELL}")
    by_id(found, CELL).locator("a").click()
    assert found.url.endswith("#char=6594,6603")
    words = found.locator('.text a[href="#statements/lead-captured/measure"]').first
    words.click()
    assert found.url.endswith("#statements/lead-captured/measure")
    by_id(found, "statements/lead-captured/measure").locator("a").click()
    assert found.url.endswith(f"#{words.get_attribute('id')}")


def test_without_a_script_what_is_jumped_to_is_seen(scriptless: Page) -> None:
    """Below the heads of its columns; a table with its title."""
    found = scriptless
    for place in (CELL, "statements", "statements/lead-captured/note"):
        found.goto(f"{found.url.partition('#')[0]}#{place}")
        head = found.locator(f'[id="{place.partition("/")[0]}"] thead').bounding_box()
        shown = by_id(found, place if "/" in place else f"{place}-title").bounding_box()
        assert head
        assert shown
        assert 0 <= shown["y"] <= 900 - shown["height"], place
        assert "/" not in place or shown["y"] >= head["y"] + head["height"], place


def test_the_smallest_screen_needs_no_sideways_scrolling(wide: Page) -> None:
    """Down to 320 pixels, as WCAG's reflow asks."""
    for width in (320, 360):
        wide.set_viewport_size({"width": width, "height": 700})
        assert wide.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_but_its_own_script_runs(desk: BrowserContext, page_folder: Path) -> None:
    """The policy allows two hashes, and a script, a style or a handler put in is refused."""
    found, seen = opened(desk, page_folder / "index.html")
    policy = found.locator("meta[http-equiv]").get_attribute("content") or ""
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    found.evaluate("""() => {
        const script = document.createElement("script"); script.textContent = "window.ran = true";
        document.body.append(script);
        const image = document.createElement("div"); image.innerHTML = "<img src=x onerror='window.ran = true'>";
        document.body.append(image);
    }""")
    found.wait_for_timeout(200)
    assert found.evaluate("window.ran") is None
    assert len([error for error in seen.errors if "Content Security Policy" in error]) >= 2
    assert (
        re.search(r'\bstyle="|\son\w+="', (page_folder / "index.html").read_text(encoding="utf-8"))
        is None
    )
    found.close()


HOSTILE = "<script>window.ran=true</script><img src=x onerror=window.ran=true></div>&amp;"


def test_the_article_is_not_trusted(desk: BrowserContext, checkout: Checkout) -> None:
    """Markup in it is shown, and is nothing but characters."""
    checkout.edit_article(
        "in the last year of the war. The", f"in the last year of the war {HOSTILE}. The"
    )
    with checkout.entered():
        confirm(["all"])
    for name, content in checkout.files().items():
        (checkout.root / name).write_bytes(content)
    for name in ("src", "page", "docs/pictures"):
        shutil.copytree(ROOT / name, checkout.root / name)
    index = checkout.root / "index.html"
    environment = {**os.environ, "PYTHONPATH": str(checkout.root / "src")}
    command = [sys.executable, "-m", "page.render", str(index)]
    subprocess.run(command, cwd=checkout.root, env=environment, check=True)
    found, seen = opened(desk, index)
    assert HOSTILE in found.locator(".text").inner_text()
    found.get_by_label("show every column").check()
    by_id(found, "statements/lead-captured/sic").locator("a").click()
    assert HOSTILE in "".join(found.locator(".text .around").all_text_contents())
    found.locator("#detail a", has_text="the sentence").click()
    expect(found.locator("#detail h3")).to_contain_text("onerror")
    assert HOSTILE in found.locator("#detail h3").inner_text()
    assert found.locator("img, .text script, #detail script").count() == 0
    assert (found.evaluate("window.ran"), seen.errors) == (None, [])
    found.close()


def test_only_the_heading_and_the_disputes_are_read_aloud(wide: Page) -> None:
    """Not all of the panel; and no word of them twice."""
    assert wide.locator("[aria-live], [role=status]").count() == 3
    follow(wide, CELL)
    (dispute,) = (row for row in rows("disputes") if row["dispute"] == "held-end-of-war")
    (figure,) = (row for row in rows("figures") if row["figure"] == CELL)
    expect(wide.locator("#said")).to_have_text(
        f"{figure['says']}. undecided, 29% apart {dispute['title']}"
    )
    follow(wide, "pictures")
    expect(wide.locator("#said")).to_have_text("")


def test_a_button_that_sorts_is_called_as_its_column(page: Page) -> None:
    """Without the arrow that shows the order."""
    page.locator("#events thead button").first.click()  # which turns its arrow
    buttons = page.locator("#events thead").get_by_role("button")
    for button, name in zip(buttons.all(), ("event", "date printed", "date", "title"), strict=True):
        expect(button).to_have_accessible_name(name)
