"""Open the reading page in the browser, at a cell, without a network."""

from __future__ import annotations

import re
import webbrowser
from html import escape, unescape
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

from ._files import CRATE, DamagedPackageError, read_file, record, root
from ._package import WHOLE_TABLE, Address, decoded
from ._text import UnknownNameError

IDENTIFIER = re.compile(r'\sid="([^"]+)"')


def read(address: str | None = None) -> str:
    """Open the reading page in the browser: the article and its tables, each leading to the other.

    An installation has the page beside its data; in a checkout ``make docs`` writes it.

    Args:
        address: of a cell, ``table/row/field``, of a row or of a table, with or without ``#``, or
            of characters of the article, ``char=6594,6603``: there the page opens; for a row of
            ``findings`` at that finding. Without it, at its beginning.

    Returns:
        The address of the page, a ``file:`` URL; where no browser can be found, open it in one.

    Raises:
        UnknownNameError: there is no such table, row or field, or the page does not show it.
        DamagedPackageError: a file is missing, or is not the published one.

    """
    target = "" if address is None else target_of(decoded(address))
    in_checkout = record().name == CRATE
    path = "build/page/index.html" if in_checkout else "index.html"
    if in_checkout and not (root() / path).is_file():
        raise DamagedPackageError(f"a checkout has no page: 'make docs' writes {root() / path}")
    content = read_file(path).decode("utf-8")
    fragment = fragment_of(target, content) if target else ""
    page = root() / path
    webbrowser.open((redirect(page, fragment) if fragment else page).as_uri())
    return page.as_uri() + fragment


def target_of(address: str) -> str:
    """Return an address as the page has it, where a comparison is a finding."""
    if address.startswith("char="):
        return address
    found = Address.parse(address)
    if found.table == "findings":
        return f"finding/{found.row}" if found.row else "findings"
    return str(found)


def fragment_of(target: str, page: str) -> str:
    """Return the fragment that leads to an address; refuse what the page does not show.

    An empty cell is in its row; a table without readings of its own is shown from its head.
    """
    shown = {unescape(name).replace("%20", " ") for name in IDENTIFIER.findall(page)}
    row, _, last = target.rpartition("/")
    if last == WHOLE_TABLE and target not in shown:
        target = row
    if not ({target, row} & shown or shows_characters(target, shown)):
        raise UnknownNameError(f"the page does not show {target}: load the table instead")
    return f"#{quote(target, safe='/*=,')}"


def shows_characters(target: str, shown: set[str]) -> bool:
    """Tell whether the page has exactly these characters (RFC 5147), in one or more parts."""
    parts = [name.removeprefix("char=").split(",") for name in shown if name.startswith("char=")]
    starts, ends = {start for start, _ in parts}, {end for _, end in parts}
    start, _, end = target.removeprefix("char=").partition(",")
    return start in starts and end in ends and int(start) < int(end)


def redirect(page: Path, fragment: str) -> Path:
    """Write a page that leads to a place in another: some systems drop the fragment of a file."""
    target = escape(page.as_uri() + fragment)
    leads = Path(mkdtemp(prefix="german-pows-ussr-"), "open.html")
    leads.write_text(
        f'<!doctype html><meta charset="utf-8"><title>{target}</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"><a href="{target}">{target}</a>',
        encoding="utf-8",
    )
    return leads
