"""The built page -> what it shows in a browser, and what the tables say that it should show.

A real Chromium opens the page from a disk, with the network cut off, far from the checkout.
``make docs`` draws the page, and ``make test-all`` runs what imports this.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, places, rows
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

BUILT = ROOT / "build" / "page"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CELL = "prisoners_held/1945-Q2/prisoners"

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
"""How Chromium is started: without what asks a network."""


@contextmanager
def chromium() -> Iterator[Any]:
    """Debian's Chromium, or Chrome where there is none."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "no chromium and no google-chrome: install one of them"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


def span(row: dict[str, str]) -> tuple[int, int]:
    """Where the characters of a row stand."""
    return int(row["char_start"]), int(row["char_end"])


PLACES = places("read")
SHOWN = {place["table"] for place in PLACES}
EVIDENCE = [row for row in places("support") if row["table"] in SHOWN]
BEARING = [row for row in EVIDENCE if row["ground"] == "words"]
SENTENCES = {row["sentence"]: span(row) for row in rows("sentences")}


def identifier(text: str) -> str:
    """An address as the page's addresses have it."""
    return text.replace(" ", "%20")


class Seen:
    """What a page asked for, and what went wrong."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("requestfailed", lambda request: self.errors.append(request.url))
        context.on("console", lambda message: self.errors.append(message.text))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))


def opened(browser: Browser, index: Path, fragment: str = "", **options: Any) -> tuple[Page, Seen]:
    """The page, offline, its motion still."""
    context = browser.new_context(offline=True, reduced_motion="reduce", **options)
    seen = Seen(context)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(index.as_uri() + fragment)
    page.wait_for_load_state("load")
    if options.get("java_script_enabled", True):
        page.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
    return page, seen


def on_a_large_screen(browser: Browser, folder: Path) -> Iterator[Page]:
    """The page; nothing may go wrong, and nothing be fetched."""
    found, seen = opened(browser, folder / "index.html", viewport={"width": 1440, "height": 900})
    yield found
    found.context.close()
    assert seen.errors == []
    assert all(url.startswith(folder.as_uri()) for url in seen.requests)


def by_id(page: Page, name: str) -> Any:
    """The element of an identifier, whatever characters it has."""
    return page.locator(f'[id="{name}"]')


def marked(page: Page) -> str:
    """The characters of the article that are marked."""
    return "".join(page.locator(".text .marked").all_text_contents())


def lit(page: Page) -> list[str]:
    """The cells that are lit."""
    ids = page.locator(".lit").evaluate_all("found => found.map((cell) => cell.id)")
    return [str(name).replace("%20", " ") for name in ids]


def follow(page: Page, fragment: str) -> None:
    """Go to an address within the page, and wait until it is shown."""
    page.evaluate(
        """(fragment) => new Promise((done) => {
            history.replaceState(null, "", "#");
            addEventListener("hashchange", () => setTimeout(done), { once: true });
            location.hash = fragment;
        })""",
        fragment,
    )


STILL = """() => {
    const nothing = () => {};
    Object.assign(Element.prototype, { scrollIntoView: nothing, scrollTo: nothing });
    HTMLElement.prototype.focus = nothing;
    const box = { top: 0, left: 0, right: 0, bottom: 0, width: 0, height: 0 };
    Element.prototype.getBoundingClientRect = () => box;
    for (const name of ["clientHeight", "clientWidth", "scrollTop", "scrollLeft"])
        Object.defineProperty(Element.prototype, name, { get: () => 0, set: nothing });
    matchMedia = () => ({ matches: true });
}"""


def without_layout(page: Page) -> Page:
    """Have a page scroll to nothing, so that hundreds of cells can be chosen in a moment."""
    page.evaluate(STILL)
    return page


def violations(page: Page, *within: str) -> list[tuple[str, list[list[str]]]]:
    """What axe-core finds against WCAG 2.2 AA, in these parts of the page or in all of it."""
    results = Axe().run(
        page,
        context={"include": [[part] for part in within or ("html",)]},
        options={"runOnly": {"type": "tag", "values": WCAG}},
    )
    assert len(results.response["passes"]) > (5 if within else 15)
    return [
        (entry["id"], [node["target"] for node in entry["nodes"]][:3])
        for entry in results.response["violations"]
    ]
