"""Does ``read`` open the reading page at a cell, from a checkout and from an installation?"""

from __future__ import annotations

import re
import webbrowser
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT, rows
from installations import lying_in, unpacked

import german_pows_ussr as pows

CELL = "prisoners_by_nationality/Czech and Slovak/died_percent"
FRAGMENT = "#prisoners_by_nationality/Czech%20and%20Slovak/died_percent"
HELD = "prisoners_held/1945-Q2/prisoners"
COMPARISON = rows("findings")[0]["comparison"]

LEADS = {
    CELL: FRAGMENT,
    f"#{CELL}": FRAGMENT,
    FRAGMENT: FRAGMENT,
    "events": "#events",
    "events/*": "#events",
    "prisoners_held/1945-Q2": "#prisoners_held/1945-Q2",
    "prisoners_held/*": "#prisoners_held/*",
    "prisoners_held/*/population": "#prisoners_held/*/population",
    "statements/lead-captured/repeats": "#statements/lead-captured/repeats",  # an empty cell
    "#char=6594,6603": "#char=6594,6603",
    f"findings/{COMPARISON}/finding": f"#finding/{COMPARISON}",
    "findings": "#findings",
    f"figures/{HELD}": f"#{HELD}",
    f"figures/{HELD}/printed": f"#{HELD}",
}
"""Where each address leads."""

NOWHERE = {
    "codings/lead-captured/editor/measure": "the page does not show codings/lead-captured/editor",
    "numerals": "the page does not show numerals",
    "char=a,b": "no table 'char=a,b'",
    "prisoners_held/1945-Q9": "no row '1945-Q9' in table prisoners_held",
}
"""What is refused, and in which words."""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser is asked to open."""
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", asked.append)
    return asked


@pytest.fixture
def installed(
    tmp_path: Path, distributions: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The folder of an installation; what is written for the browser goes beside it."""
    (wheel,) = distributions.glob("*.whl")
    temporary = tmp_path / "My Temp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with lying_in(unpacked(wheel, tmp_path)) as folder:
        yield folder


def file_of(url: str) -> Path:
    """The file to which an address leads."""
    parts = urlsplit(url)
    assert parts.scheme == "file"
    return Path(unquote(parts.path))


def test_an_installation_opens_its_own_page(opened: list[str], installed: Path) -> None:
    """Where it lies; nothing is copied."""
    address = pows.read()
    assert address == (installed / "index.html").as_uri()
    assert opened == [address]
    assert list((installed.parent / "My Temp").iterdir()) == []


def test_it_opens_where_an_address_leads(opened: list[str], installed: Path) -> None:
    """By a page that leads there, for some systems drop the fragment of a file's address."""
    for address, fragment in LEADS.items():
        target = f"{(installed / 'index.html').as_uri()}{fragment}"
        assert pows.read(address) == target, address
        leading = opened.pop()
        assert urlsplit(leading).fragment == ""
        html = file_of(leading).read_text(encoding="utf-8")
        (found,) = re.findall('content="0; url=([^"]*)"', html)
        assert unescape(found) == target, address


def test_what_the_page_does_not_show_is_refused(opened: list[str], installed: Path) -> None:
    """In a line; nothing is opened."""
    for address, words in NOWHERE.items():
        with pytest.raises(pows.UnknownNameError) as refusal:
            pows.read(address)
        assert words in str(refusal.value), address
    assert opened == []


def test_an_altered_page_and_a_missing_one_are_refused(opened: list[str], installed: Path) -> None:
    """With how it comes back; nothing is opened."""
    page = installed / "index.html"
    page.write_bytes(page.read_bytes().replace(b"2,000,000", b"2,100,000", 1))
    with pytest.raises(
        pows.DamagedPackageError, match=r"index.html does not match its published SHA-256; reins"
    ):
        pows.read()
    page.unlink()
    with pytest.raises(pows.DamagedPackageError, match=r"index.html is missing; reinstall"):
        pows.read()
    assert opened == []


def test_a_checkout_opens_the_page_that_was_built(opened: list[str], tmp_path: Path) -> None:
    """Or says how to build it."""
    for name in ("resources", "datapackage.json", "ro-crate-metadata.json"):
        (tmp_path / name).symlink_to(ROOT / name)
    with lying_in(tmp_path):
        with pytest.raises(pows.DamagedPackageError, match="a checkout has no page: 'make docs'"):
            pows.read(CELL)
        page = tmp_path / "build" / "page" / "index.html"
        page.parent.mkdir(parents=True)
        page.touch()
        assert pows.read(CELL) == f"{page.as_uri()}{FRAGMENT}"
    assert len(opened) == 1
