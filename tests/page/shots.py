"""The page, a notebook, the site and the terminal -> pictures in ``build/shots/``: ``make shots``.

Nothing is judged here: they are there to be looked at.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from html import escape
from itertools import product
from pathlib import Path
from typing import Literal

from conftest import ROOT, chromium
from nbconvert import HTMLExporter
from playwright.sync_api import Browser
from test_notebook import asked
from test_terminal import CELL, terminal

Scheme = Literal["light", "dark"]
Shot = tuple[str, str, int, Scheme]
"""A name, an address, a width, and whether it is day or night."""

BUILT = ROOT / "build"
SHOTS = BUILT / "shots"
SCREENS = {1440: 900, 390: 844}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
COMMANDS = ("compare captured", "show statements", f"trace {CELL}")
TERMINAL = """<!doctype html><meta charset="utf-8"><title>terminal</title><style>
pre { font: 14px/1.35 "DejaVu Sans Mono", monospace; width: %dch; padding: 1em; outline: 1px solid }
</style><pre>$ german-pows-ussr %s\n%s</pre>"""


def main() -> None:
    """Take them all."""
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    with chromium() as browser:
        for shot in [*screens(), *notebooks(), *terminals()]:
            shoot(browser, *shot)


def screens() -> Iterator[Shot]:
    """The first screens, and the reader with a cell that is chosen."""
    page, site = (BUILT / "site" / name for name in ("page/index.html", "index.html"))
    seen = {
        "page": page.as_uri(),
        "page-chosen": f"{page.as_uri()}#{CELL}",
        "page-pictures": f"{page.as_uri()}#pictures",
        "page-downloads": f"{page.as_uri()}#downloads",
        "site": site.as_uri(),
        "site-codebook": site.with_name("codebook.html").as_uri(),
    }
    for (name, address), width, scheme in product(seen.items(), SCREENS, SCHEMES):
        yield f"{name}-{width}-{scheme}", address, width, scheme


def notebooks() -> Iterator[Shot]:
    """A notebook, as one publishes it."""
    executed = asked()
    for scheme in SCHEMES:
        name = f"notebook-{scheme}"
        html, _ = HTMLExporter(theme=scheme).from_notebook_node(executed)
        yield name, written(name, html), 1100, scheme


def terminals() -> Iterator[Shot]:
    """What a terminal shows, narrow and wide."""
    for command, columns in product(COMMANDS, (80, 120)):
        shown = TERMINAL % (columns, command, escape(terminal(columns, *command.split())))
        name = f"terminal-{command.partition('/')[0].replace(' ', '-')}-{columns}"
        yield name, written(name, shown), 10 * columns, "light"


def written(name: str, html: str) -> str:
    """Where a page lies that was made for its picture."""
    file = SHOTS / f"{name}.html"
    file.write_text(html, encoding="utf-8")
    return file.as_uri()


def shoot(browser: Browser, name: str, address: str, width: int, scheme: Scheme) -> None:
    """What is seen at an address without a network: a screen, or all that is no screen's width."""
    context = browser.new_context(
        viewport={"width": width, "height": SCREENS.get(width, 300)},
        color_scheme=scheme, reduced_motion="reduce", offline=True,
    )  # fmt: skip
    page = context.new_page()
    page.goto(address)
    page.screenshot(path=Path(SHOTS, f"{name}.png"), full_page=width not in SCREENS)
    context.close()


if __name__ == "__main__":
    main()
