"""Is nothing in the style sheets and in the script that nothing uses?"""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ROOT
from pages import CELL, follow, opened
from playwright.sync_api import BrowserContext, Page

HERE = ROOT / "page"
STATES = (
    CELL,
    "statements/lead-soviet-died",
    "statements/lead-captured/sic",
    "char=484,505",
    "prisoners_by_nationality/*",
)
UNUSED = """() => [...document.styleSheets].flatMap(function rules(sheet) {
    return [...sheet.cssRules].flatMap((rule) => rule.cssRules?.length ? rules(rule) : (rule.selectorText ?? "").split(/,(?![^()]*[)])/));
}).filter((selector) => {
    const bare = selector.replaceAll(/::[a-z]+|:(hover|focus-visible|focus|target|checked)(?![a-z-])/g, "");
    return bare && !document.querySelector(bare);
})"""


def selectors(page: Page) -> set[str]:
    """The selectors for which there is nothing in a state of the page."""
    return set(page.evaluate(UNUSED))


def test_every_rule_is_for_something(desk: BrowserContext, page_folder: Path) -> None:
    """In one of the states of the page, with its script or without."""
    page, _ = opened(desk, page_folder / "index.html")
    unused = selectors(page)
    page.locator("#statements thead button").first.click()
    for state in STATES:
        follow(page, state)
        unused &= selectors(page)
    page.locator("#statements thead button").first.click()
    unused &= selectors(page)
    follow(page, "statements/lead-soviet-died")
    page.locator(".text [data-for]").first.hover()
    unused &= selectors(page)
    page.locator("#detail [data-address] dt a").first.focus()
    unused &= selectors(page)
    page.close()
    assert unused == set()


def test_every_export_is_imported() -> None:
    """By another module of the script."""
    modules = {file.name: file.read_text(encoding="utf-8") for file in HERE.glob("*.js")}
    for module, text in modules.items():
        exported = re.findall(r"^export (?:async )?(?:function|const) (\w+)", text, re.MULTILINE)
        for names in re.findall(r"^export const \{(.+?)\}", text, re.MULTILINE):
            exported += names.replace(" ", "").split(",")
        others = "".join(other for name, other in modules.items() if name != module)
        imported = re.findall(r"import (\{[^}]*\}) from \"\./" + re.escape(module), others)
        assert set(exported) == set(re.findall(r"\w+", " ".join(imported))), module
