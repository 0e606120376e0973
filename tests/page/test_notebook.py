"""Does a notebook show our answers to everybody: in light and in dark, and to those who listen?

A notebook is executed and written as HTML by nbconvert, as whoever publishes one does, and opened
in a real Chromium without a network. What nbconvert itself draws is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from pages import faint, violations
from playwright.sync_api import BrowserContext, Page, expect

import german_pows_ussr as pows

CELL = "prisoners_held/1945-Q2/prisoners"
ASKED = [
    f'pows.trace("{CELL}")',
    'pows.trace("statements/history-officers-transferred/measure")',
    'pows.compare("captured")',
    'pows.find("381,067")',
    "pows.compare()",
    f'pows.findings("{CELL}")',
    'pows.fields("prisoners_held")',
    'pows.chart("prisoners_held")',
]
# A notebook that is published holds its charts as drawings: nothing is fetched to draw them.
BEFORE = """
import altair
import german_pows_ussr as pows
altair.renderers.enable("svg");
"""
OURS = ".jp-OutputArea-output.jp-OutputArea-executeResult"


@pytest.fixture(scope="module")
def executed() -> nbformat.NotebookNode:
    """A notebook that has asked for all that has a look of its own."""
    cells = [BEFORE, *ASKED]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    return NotebookClient(notebook, kernel_name="python3").execute()


@pytest.fixture(scope="module", params=["light", "dark"])
def page(
    request: pytest.FixtureRequest,
    executed: nbformat.NotebookNode,
    desk: BrowserContext,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Page]:
    """The notebook as HTML, in a theme of nbconvert's."""
    html, _ = HTMLExporter(theme=request.param).from_notebook_node(executed)
    file = tmp_path_factory.mktemp("notebook") / "notebook.html"
    file.write_text(html, encoding="utf-8")
    shown = desk.new_page()
    shown.set_viewport_size({"width": 1100, "height": 900})
    # What the themes fetch from elsewhere is not there, and need not be waited for.
    shown.route(re.compile("^https?:"), lambda route: route.abort())
    shown.goto(file.as_uri(), wait_until="domcontentloaded")
    yield shown
    shown.close()


def test_every_answer_has_a_look_of_its_own(page: Page) -> None:
    """The words marked, their place, and what conflicts."""
    expect(page.locator(OURS)).to_have_count(len(ASKED))
    trace = page.locator(OURS).first
    found = pows.trace(CELL)
    expect(trace.locator("mark")).to_have_text(found.exact)
    expect(trace).to_contain_text(str(found.places[0]))
    expect(trace).to_contain_text(found.findings[0].says)
    rows = page.locator(OURS).nth(2).get_by_role("row")
    expect(rows).to_have_count(len(pows.compare("captured")) + 1)


def test_a_chart_is_a_drawing(page: Page) -> None:
    """In its place, and whole, though nothing was fetched."""
    drawn = page.locator(OURS).last.get_by_role("img")
    expect(drawn).to_be_visible()
    assert drawn.evaluate("image => image.decode().then(() => image.naturalWidth)") > 600


def test_a_chart_breaks_no_rule_where_it_lies_open(
    executed: nbformat.NotebookNode, desk: BrowserContext
) -> None:
    """Where a page has it open, not as the image that nbconvert makes of it, each quarter is announced."""
    page = desk.new_page()
    drawing = executed.cells[-1].outputs[0].data["image/svg+xml"]
    page.set_content(f"<html lang=en><title>A chart</title><main>{drawing}</main></html>")
    assert violations(page) == []
    expect(page.get_by_label("1945-Q2: 2,000,000 in the table")).to_have_count(1)
    page.close()


def test_no_rule_of_accessibility_is_broken(page: Page) -> None:
    """Of ours none, in either theme."""
    expect(page.locator(OURS).first).to_be_visible()
    assert violations(page, OURS) + faint(page, OURS) == []


def test_nothing_is_wider_than_the_page(page: Page) -> None:
    """Texts are folded, and not cut."""
    wide = "node => node.scrollWidth > node.closest('.jp-OutputArea').clientWidth + 1"
    for output in page.locator(OURS).all():
        assert not output.evaluate(wide)
