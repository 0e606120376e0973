"""Open the reading page in the browser, at a cell, without a network."""

from __future__ import annotations

import re
import webbrowser
from html import escape
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

from ._files import CRATE, DamagedPackageError, read_file, record, root
from ._package import WHOLE_TABLE, Address, decode, package
from ._text import UnknownNameError

CHARACTERS = re.compile(r"char=\d+,\d+")


def read(address: str | None = None) -> str:
    """Open the reading page in the browser: the article and its tables, each leading to the other.

    An installation has the page beside its data; in a checkout ``make docs`` writes it.

    Args:
        address: of a cell, ``table/row/field``, of a row or of a table, with or without ``#``, or
            of characters of the article, ``char=6594,6603``: there the page opens; for a row of
            ``findings`` at that finding. Without it, at its beginning.

    Returns:
        The address of the page, a ``file:`` URL; where no browser can be found, open it in one.

    """
    fragment = "" if address is None else fragment_of(decode(address))
    in_checkout = record().name == CRATE
    path = "build/page/index.html" if in_checkout else "index.html"
    if in_checkout and not (root() / path).is_file():
        raise DamagedPackageError(f"a checkout has no page: 'make docs' writes {root() / path}")
    read_file(path)
    page = root() / path
    webbrowser.open((redirect(page, fragment) if fragment else page).as_uri())
    return page.as_uri() + fragment


def fragment_of(address: str) -> str:
    """Return the fragment that leads to an address; refuse what the page does not show."""
    if CHARACTERS.fullmatch(address):
        return f"#{address}"
    found = Address.parse(address)
    if found.table == "figures" and found.row:
        return fragment_of(found.row)
    table = package().table(found.table)
    whole = found.row == WHOLE_TABLE and not (found.field or table.attribution)
    target = found.table if whole else str(found)
    if found.table == "findings":
        target = f"finding/{found.row}" if found.row not in ("", WHOLE_TABLE) else "findings"
    elif not table.is_transcribed:
        raise UnknownNameError(f"the page does not show {address}: load the table instead")
    return f"#{quote(target, safe='/*=,')}"


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
