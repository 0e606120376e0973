"""Does every address of the reading page open at its state, and is a wrong one answered?"""

from __future__ import annotations

from pathlib import Path

from conftest import rows
from pages import CELL, PLACES, by_id, follow, identifier, lit, marked, opened
from playwright.sync_api import BrowserContext, Page, expect


def test_what_is_lit_and_marked_is_in_view(page: Page) -> None:
    """In both panes, for cells from the first to the last."""
    page.get_by_label("show every column").check()
    for place in PLACES[::20]:
        by_id(page, identifier(place["address"])).locator("a").click()
        for target in (page.locator(".marked").first, page.locator(".lit")):
            inside, pane = target.bounding_box(), None
            pane = target.locator("xpath=ancestor::*[contains(@class,'pane')]").bounding_box()
            assert inside
            assert pane
            assert pane["y"] - 1 <= inside["y"] <= pane["y"] + pane["height"]


SHOWN_AT: dict[str, tuple[str, list[str]]] = {
    "prisoners_by_nationality/Czech%20and%20Slovak/died_in_captivity": (
        "4,023", ["prisoners_by_nationality/Czech and Slovak/died_in_captivity"],
    ),
    "char=6594,6603": ("2,000,000", [CELL]),
    "prisoners_held/1945-Q2/warders": ("", []),
    CELL: ("2,000,000", [CELL]),
    "statements/lead-captured/measure": (
        "were captured by the Soviet Union", ["statements/lead-captured/measure"],
    ),
    "statements/lead-overmans-died/asserted_by": (
        "According to German historian Rüdiger Overmanshe put", ["statements/lead-overmans-died/asserted_by"],
    ),
    "statements/lead-captured/sic": ("", ["statements/lead-captured/sic"]),
    CELL.rpartition("/")[0]: ("1945II2,000,000", []),
    "prisoners_held/*": (
        "German prisoners of war held by the Soviet Union"
        "Number of German POWs"
        "Source of figures: Rüdiger Overmans, Soldaten hinter Stacheldraht", [],
    ),
    "char=1,2": ("", []),
    "pictures": ("", []),
}  # fmt: skip
"""What is marked and what is lit at an address; where there is none, nothing."""


def test_an_address_shows_its_state(wide: Page) -> None:
    """Within the page."""
    for fragment, state in SHOWN_AT.items():
        follow(wide, fragment)
        assert (marked(wide), lit(wide)) == state, fragment


def test_the_page_opens_at_an_address(desk: BrowserContext, page_folder: Path) -> None:
    """A cell with a blank in its key, characters, and what is no address."""
    for fragment in list(SHOWN_AT)[:3]:
        found, seen = opened(desk, page_folder / "index.html", f"#{fragment}")
        assert (marked(found), lit(found)) == SHOWN_AT[fragment], fragment
        assert seen.errors == []
        found.close()


def test_the_back_button_goes_back(page: Page) -> None:
    """Through the states in their order, and forward again."""
    other = "prisoners_held/1950-Q4/prisoners"
    for name in (CELL, other):
        by_id(page, name).locator("a").click()
    by_id(page, "events/lead-last-return").locator("a.row").click()
    assert page.locator(".text .marked").count() == 2
    page.go_back()
    expect(page.locator(".marked").first).to_have_text("29,000")
    page.go_back()
    expect(page.locator(".marked").first).to_have_text("2,000,000")
    assert lit(page) == [CELL]
    page.go_forward()
    expect(page.locator(".marked").first).to_have_text("29,000")
    assert lit(page) == [other]
    page.go_back()
    page.go_back()
    expect(page.locator(".marked")).to_have_count(0)
    assert "Nothing is chosen" in page.locator("#detail").inner_text()


WRONG = (
    "prisoners_held/1945-Q2/prisoner", "statements/lead-overman-died", "char=1,2", "%E0%A4%A",
    "constructor", "__proto__", "toString", "hasOwnProperty/valueOf", "<img src=x onerror=alert(1)>", "propertyIsEnumerable",
    "constructor/constructor", "char=", "char=1,", "char=-1,1e9", "%", "%E0%A4", "'\"<b>",
    "char=a,b", "findings/no-such/finding",
)  # fmt: skip
NEAREST = {"prisoners_held": CELL, "statements": "statements/lead-overmans-died"}


def test_an_address_that_there_is_not_is_answered(wide: Page) -> None:
    """With the nearest that there are; where nothing is near, with nothing."""
    for wrong in WRONG:
        follow(wide, wrong)
        assert wide.locator("#detail h3").inner_text() == "There is no such address", wrong
        assert "%" in wrong or wide.locator("#detail code").inner_text() == wrong
        offered = wide.locator("#detail p a").evaluate_all("all => all.map((a) => a.hash.slice(1))")
        nearest = NEAREST.get(wrong.partition("/")[0])
        assert len(offered) == (3 if nearest else 0), wrong
        assert offered[:1] == ([nearest] if nearest else [])
        assert all(by_id(wide, one).count() == 1 for one in offered), wrong


def test_an_empty_cell_is_told_from_none(wide: Page) -> None:
    """Every cell of the shown tables that has no value: its row is lit, and the codebook is offered."""
    for table in ("statements", "events", "sources"):
        for row in rows(table)[:4]:
            key = next(iter(row.values()))
            for field in [name for name, text in row.items() if not text][:3]:
                follow(wide, f"{table}/{key}/{field}")
                assert wide.locator("#detail h3").inner_text() == f"{table}/{key}/{field}"
                expect(wide.locator("#detail p")).to_contain_text("This cell is empty")
                assert wide.locator(".lit-row").get_attribute("id") == f"{table}/{key}"
    wide.locator("#detail p a").click()
    expect(by_id(wide, "codebook/sources")).to_have_attribute("open", "")
    expect(by_id(wide, "codebook/sources")).to_be_in_viewport()


def test_a_table_that_the_page_does_not_show_is_not_denied(wide: Page) -> None:
    """It is in the package, and where it is described."""
    for address in ("numerals/1736/exact", "codings", "evidence"):
        follow(wide, address)
        assert wide.locator("#detail h3").inner_text() == "This is not shown on this page"
        table = address.partition("/")[0]
        link = wide.locator("#detail p a").first
        assert link.get_attribute("href") == f"#codebook/{table}"
        link.click()
        expect(by_id(wide, f"codebook/{table}").locator("p").last).to_be_in_viewport()


def test_a_link_has_the_address_of_what_it_shows(wide: Page) -> None:
    """Of every cell and all words: opened in a tab of its own, it shows what a click does."""
    links = wide.locator(".text a, a.cell").evaluate_all(
        "found => found.map((link) => [link.closest('[id]').id, link.hash.slice(1)])"
    )
    assert len(links) > len(PLACES)
    assert [(own, leads) for own, leads in links if own != leads] == []


def test_the_address_of_a_comparison_is_that_of_its_finding(wide: Page) -> None:
    """Unfolded, and in view."""
    for row in rows("findings")[::30]:
        follow(wide, f"findings/{row['comparison']}/finding")
        expect(by_id(wide, f"finding/{row['comparison']}")).to_be_in_viewport()
    follow(wide, "findings")
    expect(wide.locator("#findings h2")).to_be_in_viewport()


def test_a_sign_too_many_does_no_harm(wide: Page) -> None:
    """Whoever pastes an address behind a sign that is there already finds the cell."""
    for sign in ("##", "###"):
        follow(wide, "pictures")
        wide.evaluate("address => { location.hash = address; }", sign + CELL)
        expect(wide.locator("#detail h3")).to_contain_text("2,000,000")
        assert lit(wide) == [CELL]
