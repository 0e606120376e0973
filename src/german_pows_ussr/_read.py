"""An address -> the reading page in the browser, at that cell, without a network."""

from __future__ import annotations

import os

from ._package import DamagedPackageError, root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from ._address import Row

PACKED = "frame.html.bz2"
"""What an installation carries of the page; a checkout has all where ``make page`` writes it."""


def read(address: str | None = None, row: Row | None = None, field: str | None = None) -> str:
    """Open the reading page in the browser: the article and its tables, each leading to the other.

    An installation writes the page, out of its data, and the files that it offers into a new
    temporary folder, which stays there for the browser.

    Args:
        address: of a cell, ``table/row/field``, of a row or a table, with or without ``#``, or the
            name of a table followed by ``row`` and ``field``: there the page opens. Without it, at
            its beginning.
        row: the key of a row.
        field: the name of a column.

    Returns:
        The address of the page, a ``file:`` URL; where no browser can be found, open it in one.

    Raises:
        UnknownNameError: there is no such table, row or field; the message offers the nearest.
        DamagedPackageError: there is no page: it was not drawn when this was installed.

    """
    from pathlib import Path
    from webbrowser import open as show

    fragment = "" if address is None else shown_at(address, row, field)
    packed = os.path.join(root(), PACKED)
    if os.path.isfile(packed):
        index = unpacked(packed)
        show(leading(index, fragment).as_uri())
    else:
        index = Path(root(), "build", "page", "index.html")
        if not index.is_file():
            raise DamagedPackageError(f"no page in {root()}; in a checkout run 'make page'")
        show(index.as_uri() + fragment)
    return index.as_uri() + fragment


def shown_at(address: str, row: Row | None, field: str | None) -> str:
    """The fragment of the page's address that shows a part of the package."""
    from urllib.parse import quote

    from ._address import part

    return f"#{quote('/'.join(filter(None, part(address, row, field))), safe='/*')}"


def unpacked(packed: str) -> Path:
    """The page in a new temporary folder, beside the files that it offers."""
    import bz2
    import shutil
    from pathlib import Path
    from tempfile import mkdtemp

    from ._page import whole

    folder = Path(mkdtemp(prefix="german-pows-ussr-"))
    for name in ("resources", "docs"):
        shutil.copytree(os.path.join(root(), name), folder / name)
    shutil.copy(os.path.join(root(), "datapackage.json"), folder)
    index = folder / "index.html"
    with bz2.open(packed, "rt", encoding="utf-8", newline="") as frame:
        index.write_text(whole(frame.read()), encoding="utf-8", newline="")
    return index


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
