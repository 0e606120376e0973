"""Is the reading page the pinned article with its pictures and files, and the same whenever it is drawn?"""

from __future__ import annotations

import functools
import gzip
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from conftest import ARTICLE, DESCRIPTOR, ROOT
from page.article import Span, lines
from pages import BUILT, CELL, Seen, by_id
from playwright.sync_api import Browser, Page, expect


def test_the_text_is_the_pinned_article(wide: Page) -> None:
    """Every character of it, in order, and nothing else."""
    shown = wide.locator(".text .line").evaluate_all(
        "found => found.map((line) => line.textContent)"
    )
    assert "\n".join(shown) == ARTICLE


def test_the_pictures_lead_to_their_figures(wide: Page) -> None:
    """Each mark is a link to a cell that the page has."""
    links = wide.locator(".only-wide svg a").evaluate_all(
        "found => found.map((a) => a.getAttribute('href'))"
    )
    expect(wide.get_by_role("link", name="1945-Q2: 2,000,000 in the table")).to_be_visible()
    assert len(links) > 50
    for href in set(links):
        assert by_id(wide, href.removeprefix("#")).count() == 1, href
    wide.locator(f'.only-wide svg a[href="#{CELL}"]').first.click()
    expect(wide.locator(".marked").first).to_have_text("2,000,000")


OVERLAPS = """() => [...document.querySelectorAll("svg.picture")].flatMap((picture) => {
    if (!picture.checkVisibility()) return [];
    const box = (mark) => {
        const { left, right, top, bottom } = mark.getBoundingClientRect();
        return { left, right, top: top + 2, bottom: bottom - 2, mark };
    };
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const frame = picture.getBoundingClientRect();
    const words = [...picture.querySelectorAll("text")].map(box);
    const rules = [...picture.querySelectorAll("line")].map((line) => {
        const { left, right, top, bottom } = line.getBoundingClientRect();
        return { left, right: right + 0.1, top, bottom: bottom + 0.1, mark: line };
    });
    const found = [];
    words.forEach((word, place) => {
        if (word.left < frame.left || word.right > frame.right) found.push(`cut: ${word.mark.textContent}`);
        for (const other of [...words.slice(place + 1), ...rules])
            if (meet(word, other)) found.push(`${word.mark.textContent} on ${other.mark.outerHTML}`);
    });
    return found;
})"""


def test_no_words_of_a_picture_run_over_rules_or_other_words(wide: Page) -> None:
    """Nor out of it, on a screen and on a phone."""
    for width in (1440, 390):
        wide.set_viewport_size({"width": width, "height": 900})
        assert wide.locator("svg.picture:visible").count() == 4
        assert wide.evaluate(OVERLAPS) == [], width


def test_what_can_be_copied_is_copied(wide: Page) -> None:
    """Snippets, citations, and the citation of a cell."""
    by_id(wide, CELL).locator("a").click()
    buttons = wide.locator(":is(.copyable, #detail) button:visible").all()
    assert len(buttons) > 5
    for button in buttons:
        button.click()
        expect(button).to_have_text("Copied")


def test_the_downloads_are_the_published_files(browser: Browser, page_folder: Path) -> None:
    """From a server, under a path of its own; each with the hash that SHA256SUMS names."""
    serve = functools.partial(Quiet, directory=str(page_folder.parents[1]))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    seen = Seen(context)
    page.goto(f"http://127.0.0.1:{server.server_port}/My%20Downloads/page/index.html#{CELL}")
    expect(page.locator(".marked").first).to_have_text("2,000,000")
    links = page.locator("#downloads a").evaluate_all(
        "all => all.map((link) => [link.getAttribute('href'), link.href])"
    )
    fetched = {name: context.request.get(url).body() for name, url in links}
    sums = dict(line.split("  ")[::-1] for line in fetched.pop("SHA256SUMS").decode().splitlines())
    assert fetched.pop("datapackage.json") == (ROOT / "datapackage.json").read_bytes()
    exports = {f"exports/german-pows-ussr.{kind}" for kind in ("json", "sqlite", "xlsx", "zip")}
    exports |= {"exports/datasette.json", "exports/annotations.jsonld"}
    published = {one["path"] for one in DESCRIPTOR["resources"]}
    assert set(fetched) == set(sums) == published | exports
    for name in exports:
        assert hashlib.sha256(fetched[name]).hexdigest() == sums[name]
    for resource in DESCRIPTOR["resources"]:
        digest = hashlib.sha256(fetched[resource["path"]]).hexdigest()
        assert digest == sums[resource["path"]] == resource["hash"][7:]
    for name in ("article.txt", "statements.csv", "statements.parquet"):
        with page.expect_download() as download:
            page.locator(f'#downloads a[href$="/{name}"]').click()
        assert Path(download.value.path()).read_bytes() == (ROOT / "resources" / name).read_bytes()
    assert seen.errors == []
    context.close()
    server.shutdown()
    server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of files that does not talk."""

    def log_message(self, format: str, *_: object) -> None:
        """Nothing."""


def test_the_downloads_lie_beside_the_page(page_folder: Path) -> None:
    """So they work from a disk, too."""
    text = (page_folder / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]+)" download>', text)
    assert {resource["path"] for resource in DESCRIPTOR["resources"]} < set(links)
    for link in links:
        assert (page_folder / link).is_file(), link


def test_the_downloads_fit_the_screen(wide: Page) -> None:
    """On a phone, too, every file is in sight without scrolling sideways."""
    sides = """all => all.map((link) => {
        const { left, right } = link.getBoundingClientRect();
        return [left, right];
    })"""
    for width in (1440, 390):
        wide.set_viewport_size({"width": width, "height": 844})
        found = wide.locator("#downloads a").evaluate_all(sides)
        assert len(found) > len(DESCRIPTOR["resources"])
        assert [one for one in found if one[0] < 0 or one[1] > width] == [], width


def test_the_first_view_is_light() -> None:
    """One file of 1.2 MB at most, 140 kB as a server sends it."""
    page = (BUILT / "index.html").read_bytes()
    assert len(page) <= 1_200_000
    assert len(gzip.compress(page, 6)) <= 140_000


def test_drawn_twice_it_has_the_same_bytes() -> None:
    """Whatever the order of hashes, the zone and the language; git tells whether a picture changed."""
    again = ROOT / "build" / "page-again"
    code = f"import page.build as b; b.pictures = list; b.TARGET = b.ROOT / 'build' / '{again.name}'; b.main()"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
    first, second = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (BUILT, again)
    )
    shutil.rmtree(again)
    assert second == first


def test_no_figure_is_typed_into_the_page() -> None:
    """Neither into the template nor into the script or the drawings."""
    for file in (ROOT / "page").rglob("*"):
        if file.suffix in (".jinja", ".js"):
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"\d,\d{3}|(?<![#\w])\d{4,}", text), file


def test_segments_tile_a_line() -> None:
    """Nested and overlapping places cut it; the narrowest comes first; nothing is lost."""
    found = list(lines("ca. 3,000 of 9\n\nmore; (less", [
        Span(0, 9, "a/printed"), Span(4, 9, "a/value"), Span(7, 14, "b/printed"),
        Span(0, 3, "a/qualifier", supports=True), Span(10, 12, "b/part_of", supports=True),
        Span(16, 20, "", "a word"), Span(22, 27, "c/sic", supports=True), Span(23, 27),
    ]))  # fmt: skip
    assert ["".join(part.text for part in line.segments) for line in found] == [
        "ca. 3,000 of 9",
        "",
        "more; (less",
    ]
    assert [(part.text, part.addresses, part.readings) for part in found[0].segments] == [
        ("ca.", ("a/printed",), ("a/qualifier",)),
        (" ", ("a/printed",), ()),
        ("3,0", ("a/value", "a/printed"), ()),
        ("00", ("a/value", "b/printed", "a/printed"), ()),
        (" ", ("b/printed",), ()),
        ("of", ("b/printed",), ("b/part_of",)),
        (" 9", ("b/printed",), ()),
    ]
    assert [(part.text, part.linked, part.looks) for part in found[2].segments] == [
        ("more", False, "excluded"),
        ("; ", False, ""),
        ("(", False, "bearing"),
        ("less", True, "bearing"),
    ]
    assert found[2].segments[0].reason == "a word"
