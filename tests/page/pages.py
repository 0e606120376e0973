"""The built page -> what it shows in a browser, and what the tables say that it should show.

A real Chromium opens the page from a disk, with the network cut off, far from the checkout.
``make docs`` draws the page, and ``make test-all`` runs what imports this.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, places, rows
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

BUILT = ROOT / "build" / "page"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CELL = "prisoners_held/1945-Q2/prisoners"
Size = tuple[int, int]
LARGE, PHONE = (1440, 900), (390, 844)
"""The screens: their width and their height."""

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

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.errors.append(request.url))
        page.on("console", lambda message: self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))


def offline(browser: Browser, **options: Any) -> BrowserContext:
    """A profile without a network, its motion still; to make one takes longer than to open a page."""
    context = browser.new_context(offline=True, reduced_motion="reduce", **options)
    context.set_default_timeout(10_000)
    return context


def opened(
    desk: BrowserContext, index: Path, fragment: str = "", size: Size = LARGE, **media: Any
) -> tuple[Page, Seen]:
    """The page in a tab of its own, with what its script does when it opens."""
    page = desk.new_page()
    seen = Seen(page)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(**media)
    page.goto(index.as_uri() + fragment)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page, seen


def without_fault(page: Page, seen: Seen) -> Iterator[Page]:
    """The page, where nothing may go wrong, and nothing be fetched but from its folder."""
    folder = page.url.partition("index.html")[0]
    yield page
    assert seen.errors == []
    assert all(url.startswith(folder) for url in seen.requests)


def at_rest(page: Page) -> None:
    """Bring a page back to a large screen where nothing is chosen."""
    page.bring_to_front()
    page.set_viewport_size({"width": LARGE[0], "height": LARGE[1]})
    follow(page, "pictures")


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


STATES = """(asked) => {
    const ids = (found) => [...document.querySelectorAll(found)].map((one) => one.id.replaceAll("%20", " "));
    const texts = (found) => [...document.querySelectorAll(found)].map((one) => one.textContent);
    const state = () => ({
        hash: decodeURIComponent(location.hash.slice(1)),
        marked: ids(".text .marked"),
        around: ids(".text .around"),
        lit: ids(".lit"),
        detail: document.getElementById("detail").textContent,
        listed: [...document.querySelectorAll("#detail [data-address]")].map((one) => [one.dataset.address, one.textContent]),
        known: [...document.querySelectorAll("#detail .known li")].map((one) => [one.querySelector("a").hash.slice(1), one.textContent]),
        labels: [...document.querySelectorAll(".text [data-for]")]
            .map((one) => [one.id, one.dataset.for, getComputedStyle(one, "::after").content]),
    });
    const follow = (address) => {
        history.replaceState(null, "", `#${address.replaceAll(" ", "%20")}`);
        dispatchEvent(new HashChangeEvent("hashchange"));
        return state();
    };
    const click = (link) => {
        link.click();
        return state();
    };
    document.documentElement.hidden = true;
    const found = asked.map ? asked.map(follow) : [...document.querySelectorAll(asked)].map(click);
    document.documentElement.hidden = false;
    return found;
}"""


def states(page: Page, asked: str | list[str]) -> list[dict[str, Any]]:
    """What the page shows after a click on each of these links, or at each of these addresses.

    Meanwhile it is hidden, and so not laid out: hundreds take a few seconds.
    """
    found: list[dict[str, Any]] = page.evaluate(STATES, asked)
    return found


def positions(ids: Iterable[str]) -> set[int]:
    """The positions in the article of these parts of the text."""
    return {place for name in ids for place in range(*map(int, name[5:].split(",")))}


THIN_OUT = """(repeated) => {
    const seen = new Set();
    const look = (one) => `${one.tagName}.${one.getAttribute("class")}`;
    for (const one of document.querySelectorAll(repeated)) {
        const looks = new Set([one, ...one.querySelectorAll("*")].map(look));
        const key = [look(one.parentElement), ...[...looks].sort()].join();
        (seen.has(key) ? one.remove() : seen.add(key));
    }
}"""


def thin_out(page: Page) -> None:
    """Remove each row and each mark that looks like one before it."""
    page.evaluate(THIN_OUT, ".record, tbody:not(.record) tr, svg a, svg text")


Broken = list[tuple[str, list[str]]]
"""The rules that are broken, each with where."""


def violations(page: Page, within: str = "body") -> Broken:
    """What axe-core finds against WCAG 2.2 AA, but for contrasts."""
    rules = {"color-contrast": {"enabled": False}}
    return broken(page, within, {"runOnly": WCAG, "rules": rules})


MARK_LOOKS = """(within) => {
    const seen = new Set();
    const look = (one) => `${one.tagName}.${one.getAttribute("class")}`;
    document.querySelectorAll("[data-look]").forEach((one) => { delete one.dataset.look; });
    for (const one of document.querySelectorAll(`${within} *`)) {
        const key = [one, one.parentElement, one.parentElement.parentElement].map(look).join(" in ");
        if (!seen.has(key) && [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim())) {
            one.dataset.look = key;
            seen.add(key);
        }
    }
}"""


def faint(page: Page, within: str = "body") -> Broken:
    """The words without enough contrast, among the first of each look: to look at all takes long."""
    page.evaluate(MARK_LOOKS, within)
    return broken(page, "[data-look]", {"runOnly": ["color-contrast"]})


def broken(page: Page, within: str, options: dict[str, Any]) -> Broken:
    """Ask axe-core for the rules that are broken in some parts of a page."""
    asked = {**options, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, context={"include": [[within]]}, options=asked).response
    assert found["passes"], "nothing was looked at"
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]]
