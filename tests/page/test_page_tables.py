"""Does the reading page answer at first sight, and can its tables and findings be searched and sorted?"""

from __future__ import annotations

import json
from pathlib import Path

from conftest import rows
from pages import CELL, PHONE, PLACES, by_id, follow, identifier, opened, states
from playwright.sync_api import BrowserContext, Page, expect

from german_pows_ussr import answer, findings


def test_excluded_numerals_are_shown_on_demand(page: Page) -> None:
    """With their reasons, all of them; before that nothing gives them away."""
    reasons = [row["reason"] for row in rows("numerals") if row["reason"]]
    after = "found => found.map((word) => getComputedStyle(word, '::after').content)"
    excluded = page.locator(".excluded")
    assert set(excluded.evaluate_all(after)) == {"none"}
    page.get_by_label("numerals of the text that are no figures").check()
    assert len(excluded.evaluate_all(after)) == len(reasons)
    assert "none" not in excluded.evaluate_all(after)
    assert excluded.evaluate_all("found => found.map((word) => word.dataset.reason)") == reasons


def disputed(statement: str) -> bool:
    """Tell whether ``findings`` has a dispute over a statement, however it is printed."""
    return bool(findings(f"statements/{statement}/value")["dispute"].notna().any())


def test_statements_are_filtered(page: Page) -> None:
    """By measure, population, author and words; a chosen cell comes back into sight."""
    statements = rows("statements")
    records = page.locator("#statements .record:visible")
    assert records.count() == len(statements)
    page.locator("#filters").get_by_label("measure").select_option("died")
    died = [row for row in statements if row["measure"] == "died"]
    assert records.count() == len(died)
    page.locator("#filters").get_by_label("asserted by").select_option("overmans")
    assert records.count() == len([row for row in died if row["asserted_by"] == "overmans"])
    assert f"of {len(statements)} statements" in page.locator("#count").inner_text()
    page.get_by_label("only the disputed").check()
    kept = [row for row in died if row["asserted_by"] == "overmans" and disputed(row["statement"])]
    assert 0 < records.count() == len(kept)
    page.locator("#filters").get_by_label("search").fill("no such words")
    assert records.count() == 0
    page.evaluate("location.hash = 'statements/lead-captured/value'")
    expect(page.locator(".lit").first).to_be_visible()
    assert page.locator(".lit").is_visible()


def test_the_first_screen_answers(page: Page) -> None:
    """How many died: the counts, who says so, the greatest quarrel and a citation, without scrolling."""
    assert "English Wikipedia" in page.locator("header").inner_text()
    first = page.locator(".answer").first
    found = answer("died")
    told = first.inner_text()
    sentence, quarrel = found.answer.partition(". ")[0], found.disputes["summary"][0]
    assert all(text in told for text in (found.question, sentence, quarrel, found.citation))
    shown = [row.inner_text() for row in first.locator("tbody tr").all()]
    for (_, claim), row in zip(found.claims.iterrows(), shown, strict=True):
        assert row.startswith(claim["amount"])
        assert claim["who"] in row
    box = first.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 900
    questions = page.locator(".answer > summary").all_inner_texts()
    for row, text in zip(rows("answers"), questions, strict=True):
        assert row["answer"].partition(". ")[0] in text
    page.locator(".answer > summary").nth(1).click()
    expect(first.locator("table")).to_be_hidden()


def test_a_phone_answers_on_its_first_screen(desk: BrowserContext, page_folder: Path) -> None:
    """Counts, the greatest quarrel, and a citation to copy, and what else there is behind them."""
    page, _ = opened(desk, page_folder / "index.html", size=PHONE)
    for part in (".answer[open] tbody tr", ".answer[open] > p", ".answer[open] button"):
        for one in page.locator(part).all():
            expect(one).to_be_in_viewport(ratio=1)
    expect(page.locator(".facts")).not_to_be_in_viewport()
    page.close()


def test_a_figure_says_what_is_known_against_it(wide: Page) -> None:
    """Each dispute once, then what cannot be compared, then the rest, for every figure of the tables."""
    disputes = {row["dispute"]: row for row in rows("disputes")}
    for row, state in zip(FIGURES, states(wide, FIGURES), strict=True):
        told = dict(state["known"])
        found = findings(row).astype("string").fillna("").to_dict("records")
        keys = list(dict.fromkeys(one["dispute"] for one in found if one["dispute"]))
        others = [one for one in found if not one["dispute"]]
        others.sort(key=lambda one: one["finding"] != "not_comparable")
        expected = [f"dispute/{key}" for key in keys]
        expected += [f"finding/{one['comparison']}" for one in others]
        assert list(told) == expected, row
        for key in keys:
            first = next(one for one in found if one["dispute"] == key)
            said = (disputes[key]["title"], first["says"], disputes[key]["note"])
            assert all(text in told[f"dispute/{key}"] for text in said), row
        assert all(one["says"] in told[f"finding/{one['comparison']}"] for one in others), row


FIGURES = [
    place["address"]
    for place in PLACES
    if place["field"] in ("value", "prisoners", "died_in_captivity", "accounted_for")
]


def test_a_finding_leads_to_its_figures_and_back(wide: Page) -> None:
    """From the panel to the dispute, from a comparison of it to a cell."""
    by_id(wide, CELL).locator("a").click()
    wide.locator("#detail .known a").first.click()
    dispute = wide.locator(".dispute:target")
    expect(dispute).to_be_visible()
    dispute.locator("summary").click()
    dispute.locator(f'a[href="#{CELL}"]').click()
    expect(wide.locator(".marked").first).to_have_text("2,000,000")


def test_findings_are_searched(page: Page) -> None:
    """The disputes are open, their comparisons and the rest are folded; what is found is not."""
    assert page.locator(".dispute").count() == len(rows("disputes"))
    shown = page.locator(".findings li:visible")
    every = findings()
    expect(shown).to_have_count(0)
    page.locator("#find").get_by_label("search").fill("Beorn")
    held = every["title"].str.cat(every["summary"]).str.cat(every["note"].fillna(""))
    assert shown.count() >= int(held.str.contains("Beorn").sum()) > 0
    assert "of" in page.locator("#find [role=status]").inner_text()


def test_a_table_is_sorted(page: Page) -> None:
    """By any of its columns, numbers as numbers, up and down; what is empty comes last."""
    values = page.locator("#statements td.number:not(:has(.unit)) > span")
    page.locator("#statements thead button", has_text="value").click()
    rising = [float(one.replace(",", "")) for one in values.all_text_contents()]
    assert rising == sorted(rising)
    page.locator("#statements thead button", has_text="value").click()
    assert [float(one.replace(",", "")) for one in values.all_text_contents()] == rising[::-1]
    records = page.locator("#statements .record")
    assert records.count() == len(rows("statements"))
    assert records.last.locator("td.number > span").count() == 0
    page.locator("#prisoners_held thead button", has_text="prisoners").click()
    first = page.locator("#prisoners_held .record").first
    lowest = min(rows("prisoners_held"), key=lambda row: int(row["prisoners"]))
    assert first.get_attribute("id") == f"prisoners_held/{lowest['period']}"


def test_keys_are_shown_as_names(wide: Page) -> None:
    """Above a drawn table, too: whoever speaks by name, whoever is counted in words."""
    shown = wide.locator(".whole").all_inner_texts()
    names = {row["source"]: row["name_printed"] for row in rows("sources")}
    for key in ("overmans-2000", "nkvd-figures", "krivosheev"):
        assert any(names[key] in text for text in shown)
    assert not any("-2000" in text or "_" in text for text in shown)


def test_a_number_that_counts_no_people_has_its_unit(wide: Page) -> None:
    """So that 35.8 and 1,979, sorted beside each other, are not taken for the same kind."""
    for row in rows("statements"):
        units = by_id(wide, f"statements/{row['statement']}").locator(".unit")
        expected = [] if row["unit"] == "persons" else [row["unit"].replace("_", " ")]
        assert units.all_inner_texts() == expected


SAID = {"means": "range as printed", "hedge": "how exact", "note": "editor’s note"}


def test_the_panel_says_what_a_historian_should_know(
    desk: BrowserContext, page_folder: Path, tmp_path: Path
) -> None:
    """What a value may mean, how exactly it is said, and a note, below it; or nothing."""
    html = (page_folder / "index.html").read_text(encoding="utf-8")
    before, opening, rest = html.partition('<script type="application/json" id="known">')
    text, closing, after = rest.partition("</script>")
    known = json.loads(text)
    known["cells"][CELL] |= {"means": "0 to 3", "hedge": "at most", "note": len(known["texts"])}
    known["texts"].append("Mind the gap.")
    index = tmp_path / "index.html"
    index.write_text(before + opening + json.dumps(known) + closing + after, encoding="utf-8")
    page, seen = opened(desk, index, f"#{CELL}")
    told = "\n".join(page.locator("#detail > dl").all_inner_texts())
    for label, fact in zip(SAID.values(), ("0 to 3", "at most", "Mind the gap."), strict=True):
        assert f"{label}\n{fact}" in told
    follow(page, "prisoners_held/1950-Q4/prisoners")
    names = page.locator("#detail > dl > dt").all_inner_texts()
    cell = known["cells"]["prisoners_held/1950-Q4/prisoners"]
    assert [fact in cell for fact in SAID] == [name in names for name in SAID.values()]
    assert seen.errors == []
    page.close()


def test_a_figure_of_a_drawn_table_has_its_disputes_beside_it(wide: Page) -> None:
    """As many as ``findings`` tells of it; beside any other cell there are none."""
    shown = wide.locator(":is(#prisoners_held, #prisoners_by_nationality) .against").evaluate_all(
        "all => all.map((one) => [one.parentElement.id, parseInt(one.textContent)])"
    )
    drawn = [one for one in FIGURES if not one.startswith("statements/")]
    against = {one: findings(one)["dispute"].nunique() for one in drawn}
    expected = {identifier(one): count for one, count in against.items() if count}
    assert {one: count for one, count in shown if one in map(identifier, drawn)} == expected
    assert CELL in expected


def test_a_row_of_a_drawn_table_has_its_name(wide: Page) -> None:
    """A figure is read aloud with the quarter or the nationality of its row."""
    for table in ("prisoners_held", "prisoners_by_nationality"):
        named = wide.locator(f"#{table}").get_by_role("rowheader").all_inner_texts()
        assert named == [next(iter(row.values())) for row in rows(table)]
