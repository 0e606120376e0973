"""Do filters, searches and sorting keep to the truth, whatever address is chosen, and go back?"""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ROOT, rows
from pages import CELL, PHONE, by_id, follow, opened
from playwright.sync_api import BrowserContext, Page, expect

CHOSEN = "statements/lead-captured/value"
STATEMENTS = rows("statements")


def search(page: Page, form: str, word: str) -> None:
    """Type a word into the search of statements or of findings."""
    page.locator(f"#{form} [type=search]").fill(word)


def test_a_hidden_finding_comes_out_when_it_is_chosen(page: Page) -> None:
    """From the panel of a figure, though a search hides it, and again when it is searched away anew."""
    search(page, "find", "beorn")
    follow(page, CELL)
    unfold_and_follow(page)
    finding = page.locator(".findings li:target")
    expect(finding).to_be_in_viewport()
    search(page, "find", "no such words")
    expect(finding).to_be_visible()
    assert page.locator("#find [role=status]").inner_text().endswith("and what is chosen")
    finding.evaluate("one => { one.closest('details').open = false; }")
    page.evaluate("location.hash = 'pictures'")
    expect(finding).to_be_hidden()
    page.go_back()
    expect(finding).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    follow(page, CELL)
    unfold_and_follow(page)
    expect(finding).to_be_in_viewport()


def unfold_and_follow(page: Page) -> None:
    """Follow the first comparison without a conflict."""
    page.locator("#detail summary").first.click()
    page.locator("#detail details .known a").first.click()


def test_a_search_leaves_the_findings_as_they_were(page: Page) -> None:
    """The counts follow it; without a word all are folded again."""
    opened_kinds = "all => all.filter((kind) => kind.open).map((kind) => kind.id)"
    kinds, counts = page.locator(".kind"), page.locator(".kind .count")
    every = counts.all_inner_texts()
    search(page, "find", "beorn")
    shown = [kind.locator("li:visible").count() for kind in kinds.all()]
    assert counts.all_inner_texts() == [f"{n} of {m}" for n, m in zip(shown, every, strict=True)]
    assert 0 < sum(shown) < sum(map(int, every))
    search(page, "find", "")
    assert counts.all_inner_texts() == every
    assert kinds.evaluate_all(opened_kinds) == []


def test_the_count_of_statements_is_true(page: Page) -> None:
    """What is chosen is shown besides, said so, and goes when something else is chosen."""
    page.locator("#filters").get_by_label("measure").select_option("died")
    records, said = page.locator("#statements .record:visible"), page.locator("#count")
    died = sum(row["measure"] == "died" for row in STATEMENTS)
    for word, kept in (("", died), ("no such words", 0)):
        search(page, "filters", word)
        follow(page, CHOSEN)
        expect(by_id(page, CHOSEN)).to_be_in_viewport()
        assert records.count() == kept + 1
        assert said.inner_text() == f"{kept} of {len(STATEMENTS)} statements, and what is chosen"
        follow(page, CELL)
        assert records.count() == kept
        assert said.inner_text() == f"{kept} of {len(STATEMENTS)} statements"


def test_who_comes_back_finds_what_the_form_says(desk: BrowserContext, page_folder: Path) -> None:
    """The browser fills the form in again; the list follows."""
    page, _ = opened(desk, page_folder / "index.html")
    page.locator("#filters").get_by_label("measure").select_option("held")
    page.goto("about:blank")
    page.go_back()
    expect(page.locator("#filters").get_by_label("measure")).to_have_value("held")
    held = sum(row["measure"] == "held" for row in STATEMENTS)
    expect(page.locator("#count")).to_have_text(f"{held} of {len(STATEMENTS)} statements")
    expect(page.locator("#statements .record:visible")).to_have_count(held)
    page.close()


def test_a_phone_filters_too(desk: BrowserContext, page_folder: Path) -> None:
    """Where a row is a card."""
    page, _ = opened(desk, page_folder / "index.html", size=PHONE)
    search(page, "filters", "no such words")
    expect(page.locator("#statements .record:visible")).to_have_count(0)
    page.close()


SOUGHT = {
    "3000000": ("value", "3000000.0"),
    "german_prisoners": ("population", "german_prisoners"),
    "german prisoners": ("population", "german_prisoners"),
    "3,060,000": ("value", "3060000.0"),
    "wikipedia-article": ("asserted_by", "wikipedia-article"),
}


def test_a_term_is_found_as_it_is_published(page: Page) -> None:
    """And as it is shown: a number with its groups and without, a term in words and as a code."""
    records = page.locator("#statements .record:visible")
    for word, (field, value) in SOUGHT.items():
        search(page, "filters", word)
        expected = {f"statements/{row['statement']}" for row in STATEMENTS if row[field] == value}
        shown = records.evaluate_all("all => all.map((r) => r.id)")
        assert len(expected) > 0
        assert expected <= set(shown), word
        assert len(shown) < len(STATEMENTS), word


def test_people_are_sorted_before_other_units(page: Page) -> None:
    """Up, down, and with a third click as the article has it."""
    order = "all => all.map((one) => one.id.split('/')[1])"
    records = page.locator("#statements .record")
    button = page.locator("#statements thead button", has_text="value")
    units = {row["statement"]: row["unit"] for row in STATEMENTS if row["value"]}
    for _ in range(2):
        button.click()
        shown = [one for one in records.evaluate_all(order) if one in units]
        people = [units[one] == "persons" for one in shown]
        assert people == sorted(people, reverse=True)
        assert 0 < sum(people) < len(people)
    button.click()
    assert records.evaluate_all(order) == [row["statement"] for row in STATEMENTS]
    assert page.locator("#statements th[aria-sort]").count() == 0


def test_each_module_of_the_script_names_what_it_needs(
    desk: BrowserContext, page_folder: Path
) -> None:
    """As modules of a browser, apart, they do what they do together in the page."""
    html = (page_folder / "index.html").read_text(encoding="utf-8")
    html = re.sub("<meta http-equiv[^>]*>", "", html)
    head, _, rest = html.partition('<script type="module">')
    apart = f'{head}<script type="module" src="script.js">{rest[rest.index("</script>") :]}'
    page = desk.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(
        "http://page.example/", lambda route: route.fulfill(body=apart, content_type="text/html")
    )
    page.route(
        "**/*.js",
        lambda route: route.fulfill(path=ROOT / "page" / route.request.url.rpartition("/")[2]),
    )
    page.goto("http://page.example/")
    for address in (
        CELL,
        CHOSEN,
        "statements/lead-captured",
        "char=6594,6603",
        "char=1,2",
        "no/such/address",
    ):
        follow(page, address)
        expect(page.locator("#detail h3").first).to_be_visible()
    search(page, "find", "beorn")
    page.locator("#statements thead button").first.click()
    page.locator("#detail, .copyable").get_by_role("button").first.click()
    assert errors == []
    page.close()
