"""An address -> the reading page in the browser, at that cell, without a network."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import webbrowser
from html import escape, unescape
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

from ._address import Row, part, written
from ._ground import WHOLE_TABLE
from ._package import REPAIR, DamagedPackageError, UnknownNameError, record, root

PAGE = "index.html"
"""The page, as an installation carries it beside its data."""

IDENTIFIER = re.compile(r'\sid="([^"]+)"')


def read(address: str | None = None, row: Row | None = None, field: str | None = None) -> str:
    """Open the reading page in the browser: the article and its tables, each leading to the other.

    An installation has the page beside its data; a checkout renders its own into a new temporary
    folder, with jinja2.

    Args:
        address: of a cell, ``table/row/field``, of a row or a table, with or without ``#``, or the
            name of a table followed by ``row`` and ``field``, or of characters of the article,
            ``char=6594,6603``: there the page opens, for a row of ``reconciliation`` at the
            finding. Without it, at its beginning.
        row: the key of a row.
        field: the name of a column.

    Returns:
        The address of the page, a ``file:`` URL; where no browser can be found, open it in one.

    Raises:
        UnknownNameError: there is no such table, row or field, or the page does not show it.
        DamagedPackageError: a file is missing or is not the one published.
        ModuleNotFoundError: in a checkout, jinja2 is not installed.

    """
    target = None if address is None else place(written(address, row, field))
    page = rendered() if (root() / "page").is_dir() else carried()
    fragment = "" if target is None else fragment_of(target, page.read_text(encoding="utf-8"))
    webbrowser.open((leading(page, fragment) if fragment else page).as_uri())
    return page.as_uri() + fragment


def place(address: str) -> str:
    """Return the address as the page has it: a comparison is shown as a finding."""
    if address.startswith("char="):
        return address
    table, *rest = filter(None, part(address))
    if table == "reconciliation":
        return "/".join(["finding", *rest[:1]]) if rest else "findings"
    return "/".join([table, *rest])


def fragment_of(address: str, page: str) -> str:
    """Return the fragment that leads to an address; refuses what the page does not show.

    An empty cell is said to be empty; a table without readings of its own is shown from its head.
    """
    shown = {unescape(name).replace("%20", " ") for name in IDENTIFIER.findall(page)}
    row, _, last = address.rpartition("/")
    if last == WHOLE_TABLE and address not in shown:
        address = row
    if not ({address, row} & shown or characters_shown(address, shown)):
        raise UnknownNameError(f"the page does not show {address}: load the table instead")
    return f"#{quote(address, safe='/*=,')}"


def characters_shown(address: str, shown: set[str]) -> bool:
    """Return whether the page has exactly these characters (RFC 5147), in one or more parts."""
    parts = [name.removeprefix("char=").split(",") for name in shown if name.startswith("char=")]
    starts, ends = {start for start, _ in parts}, {end for _, end in parts}
    start, _, end = address.removeprefix("char=").partition(",")
    return start in starts and end in ends and int(start) < int(end)


def carried() -> Path:
    """Return the page of an installation, once it is the one recorded."""
    page = Path(root(), PAGE)
    if not page.is_file():
        raise DamagedPackageError(f"{page} is missing; {REPAIR}")
    digest = hashlib.sha256(page.read_bytes()).hexdigest()
    if record()[1].get(PAGE, digest) != digest:
        raise DamagedPackageError(f"{page} is altered; {REPAIR}")
    return page


def rendered() -> Path:
    """Return the page of a checkout, rendered anew."""
    if find_spec("jinja2") is None:
        raise ModuleNotFoundError(
            "a checkout renders its page with jinja2, which is not installed: run 'make docs', "
            "then open build/page/index.html",
            name="jinja2",
        )
    page = Path(mkdtemp(prefix="german-pows-ussr-"), PAGE)
    done = subprocess.run(  # noqa: S603 - this checkout's own page
        [sys.executable, "-m", "page.render", str(page)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root()), str(root() / "src")])},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = done.stderr.strip().rpartition("\n")[2]
        raise DamagedPackageError(f"the page cannot be rendered: {reason}")
    return page


def leading(page: Path, fragment: str) -> Path:
    """Write a page that leads to a place in another: some systems drop the fragment of a file."""
    target = escape(page.as_uri() + fragment)
    leads = Path(mkdtemp(prefix="german-pows-ussr-"), "open.html")
    leads.write_text(
        f'<!doctype html><meta charset="utf-8"><title>{target}</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"><a href="{target}">{target}</a>',
        encoding="utf-8",
    )
    return leads
