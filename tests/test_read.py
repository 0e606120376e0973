"""Does ``read`` open the reading page at a cell, from a checkout and from an installation?"""

from __future__ import annotations

import bz2
import json
import re
import shutil
import webbrowser
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import DESCRIPTOR, ROOT, rows
from page import build
from page.downloads import carried
from page.pictures import pictures

import german_pows_ussr as pows
from german_pows_ussr import _page, _read

PAGE = "<!doctype html><title>Gefangene – page</title>"
FRAME = PAGE + "".join(f"<!--{part}-->" for part in _page.PARTS)
CELL = "prisoners_by_nationality/Czech and Slovak/died_percent"
FRAGMENT = "#prisoners_by_nationality/Czech%20and%20Slovak/died_percent"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser is asked to open."""
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", asked.append)
    return asked


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an installation, with the frame of the page; what is unpacked goes beside it."""
    folder, temporary = tmp_path / "site-packages", tmp_path / "My Temp"
    for name in ("resources", "docs/pictures"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "datapackage.json", folder)
    (folder / _read.PACKED).write_bytes(bz2.compress(FRAME.encode()))
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr(_read, "root", lambda: str(folder))
    return folder


def file_of(url: str) -> Path:
    """The file to which an address leads."""
    parts = urlsplit(url)
    assert parts.scheme == "file"
    return Path(unquote(parts.path))


def test_an_installation_writes_its_page(opened: list[str], installed: Path) -> None:
    """Into a new folder, with the data that it offers."""
    address = pows.read()
    index = file_of(address)
    written = PAGE + "".join(part() for part in _page.PARTS.values())
    assert index.read_text(encoding="utf-8") == written
    assert json.loads((index.parent / "datapackage.json").read_bytes())["name"]
    for file in [*(installed / "resources").iterdir(), *(installed / "docs/pictures").iterdir()]:
        copy = index.parent / file.relative_to(installed)
        assert copy.read_bytes() == file.read_bytes()
    assert pows.read() != address
    assert len(opened) == 2


@pytest.mark.parametrize("form", [CELL, f"#{CELL}", FRAGMENT])
def test_it_opens_at_a_cell(opened: list[str], installed: Path, form: str) -> None:
    """A page that leads there, for some systems drop the fragment of a file's address."""
    address = pows.read(form)
    assert address.endswith(f"/index.html{FRAGMENT}")
    (leading,) = opened
    assert urlsplit(leading).fragment == ""
    html = file_of(leading).read_text(encoding="utf-8")
    (target,) = re.findall('content="0; url=([^"]*)"', html)
    assert unescape(target) == f"index.html{FRAGMENT}"
    assert file_of(leading).parent == file_of(address).parent


@pytest.mark.parametrize(
    "part", ["events", "prisoners_held/1945-Q2", "prisoners_held/*/population"]
)
def test_a_table_and_a_row_have_their_place(opened: list[str], installed: Path, part: str) -> None:
    """And a reading of a whole table."""
    assert pows.read(part).endswith(f"#{part}")


def test_a_frame_without_a_place_for_a_part_is_refused(installed: Path) -> None:
    """Nothing is left out unsaid."""
    (installed / _read.PACKED).write_bytes(bz2.compress(FRAME.replace("<!--known-->", "").encode()))
    with pytest.raises(pows.DamagedPackageError, match="has no place for known"):
        pows.read()


def test_what_is_no_page_is_refused(installed: Path) -> None:
    """An installation whose frame was deleted says what is missing, and how it comes back."""
    (installed / _read.PACKED).unlink()
    with pytest.raises(pows.DamagedPackageError, match=r"frame.html.bz2 is missing; reinstall"):
        pows.read()


def test_a_checkout_opens_its_own_page(opened: list[str]) -> None:
    """At a cell, and at a finding; the frame is the one that ``make page`` writes."""
    drawn = build.frame(build.content(pictures()), carried(DESCRIPTOR), [], head="")
    assert (ROOT / _read.DRAWN).read_text(encoding="utf-8") == drawn
    address = pows.read(CELL)
    assert address.endswith(f"/index.html{FRAGMENT}")
    assert file_of(address).read_text(encoding="utf-8") == _page.whole(drawn)
    key = rows("reconciliation")[0]["comparison"]
    assert pows.read(f"reconciliation/{key}/finding").endswith(f"#finding/{key}")
    assert pows.read("reconciliation").endswith("#findings")
    assert len(opened) == 3


def test_a_table_that_the_page_does_not_show_is_refused(opened: list[str]) -> None:
    """With the names of those that it shows; nothing is opened."""
    shown = "prisoners_held, prisoners_by_nationality, statements, events, sources"
    with pytest.raises(pows.UnknownNameError, match=f"shows {shown}, and not agreement: load it"):
        pows.read("agreement/measure/alpha")
    assert opened == []


@pytest.mark.parametrize(
    ("address", "fragment"),
    [
        ("#char=6594,6603", "#char=6594,6603"),
        ("prisoners_held/*", "#prisoners_held/*"),
        ("prisoners_held/*/population", "#prisoners_held/*/population"),
        ("events/*", "#events"),
    ],
)
def test_it_opens_where_the_page_itself_leads(
    opened: list[str], installed: Path, address: str, fragment: str
) -> None:
    """At characters of the article, and at what holds for a whole table."""
    assert pows.read(address).endswith(f"index.html{fragment}")


@pytest.mark.parametrize("address", ["char=9,3", "char=1,99999999", "char=a,b", "char="])
def test_characters_that_there_are_not_are_refused(installed: Path, address: str) -> None:
    """None, too many, or no numbers."""
    with pytest.raises(pows.UnknownNameError):
        pows.read(address)
