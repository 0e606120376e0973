"""An address -> the reading page in the browser, at that cell, without a network."""

from __future__ import annotations

import os

from ._address import Row
from ._ground import WHOLE_TABLE
from ._package import REPAIR, DamagedPackageError, UnknownNameError, root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

PACKED = "frame.html.bz2"
"""The frame of the page, as an installation carries it."""

DRAWN = "page/frame.html"
"""The same in a checkout."""


def read(address: str | None = None, row: Row | None = None, field: str | None = None) -> str:
    """Open the reading page in the browser: the article and its tables, each leading to the other.

    The page is written out of the package, with the files that it offers, into a new temporary
    folder, which stays there for the browser.

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

    """
    from webbrowser import open as show

    fragment = "" if address is None else shown_at(address, row, field)
    index = laid_out()
    show(leading(index, fragment).as_uri())
    return index.as_uri() + fragment


def shown_at(address: str, row: Row | None, field: str | None) -> str:
    """The fragment of the page's address that shows a part of the package."""
    from urllib.parse import quote

    from ._address import part, written
    from ._known import of_the_whole, shown_tables

    whole = written(address, row, field)
    if within_article(whole):
        return f"#{whole}"
    table, *rest = filter(None, part(whole))
    if table == "reconciliation":
        return f"#{'/'.join(['finding', *rest[:1]]) if rest else 'findings'}"
    shown = [resource["name"] for resource in shown_tables()]
    if table not in shown:
        raise UnknownNameError(f"the page shows {', '.join(shown)}, and not {table}: load it")
    if rest == [WHOLE_TABLE] and not of_the_whole(table):
        rest = []
    return f"#{quote('/'.join([table, *rest]), safe='/*')}"


def within_article(address: str) -> bool:
    """Whether it names characters of the article, which the page marks (RFC 5147)."""
    from ._place import article

    start, _, end = address.removeprefix("char=").partition(",")
    if not (address.startswith("char=") and start.isdecimal() and end.isdecimal()):
        return False
    return int(start) < int(end) <= len(article())


def laid_out() -> Path:
    """The page in a new temporary folder, beside the files that it offers."""
    import shutil
    from pathlib import Path
    from tempfile import mkdtemp

    from ._page import whole

    page = whole(frame())
    folder = Path(mkdtemp(prefix="german-pows-ussr-"))
    for name in ("resources", "docs/pictures"):
        shutil.copytree(os.path.join(root(), name), folder / name)
    shutil.copy(os.path.join(root(), "datapackage.json"), folder)
    (folder / "index.html").write_text(page, encoding="utf-8", newline="")
    return folder / "index.html"


def frame() -> str:
    """The frame, into which the package is written."""
    import bz2

    packed, drawn = (os.path.join(root(), name) for name in (PACKED, DRAWN))
    if os.path.isfile(packed):
        with bz2.open(packed, "rt", encoding="utf-8", newline="") as content:
            return str(content.read())
    if not os.path.isfile(drawn):
        raise DamagedPackageError(f"{packed} is missing; {REPAIR}")
    with open(drawn, encoding="utf-8", newline="") as content:
        return content.read()


def leading(index: Path, fragment: str) -> Path:
    """A page that leads to a place in another: some systems open a file and drop the fragment."""
    from html import escape

    target = escape(index.name + fragment)
    leads = index.with_name("open.html")
    leads.write_text(
        f'<!doctype html><meta charset="utf-8"><title>{target}</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"><a href="{target}">{target}</a>',
        encoding="utf-8",
    )
    return leads
