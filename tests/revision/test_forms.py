"""Is a revision read as it is printed, and refused where it is not the whole article?

The number of a note makes a longer figure, and a text without its tables would report two hundred
cells as gone.
"""

from __future__ import annotations

import json
import re

import pytest
from conftest import ARTICLE

from revision.reading import read
from transcription.refusal import Refusal

PINNED = "= Title =\n\n==Head==\n\n| a | b |\n| 1 | 2 |\n"
TABLE = "<h2>Head</h2><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
PRINTED = {
    '<p>170.000<sup id="r" class="reference"><a href="#cite_note-4">[4]</a></sup> men</p>': "170.000 men",
    '<p>170.000<sup><a href="./A#cite_note-4">4</a></sup> men</p>': "170.000 men",
    '<p>170.000<sup class="mw-ref">4</sup> men<sup>[<i>citation needed</i>]</sup></p>': "170.000 men",
    "<p>91,000<sup>[4]</sup> on 10<sup>6</sup> m</p>": "91,000 on 10⁶ m",
    '<div class="hatnote">Of 1944</div><p>2.8&#160;million <b>men</b>, 3&thinsp;000</p>': "2.8 million men, 3\u2009000",
    '<p>a<span style="display:none">000</span>b<span class="nowrap">3,000</span></p>': "ab3,000",
    "<nav>1944</nav><p>one<br>two</p><footer>1945</footer>": "one two",
    '<figure>1944<figcaption>91,000</figcaption></figure><p>Men<style>.a{b:12}</style></p>': "Men",
    '<p class="mw-empty-elt"></p><p>Men <abbr title="circa">c.</abbr> 5</p>': "Men c. 5",
    "<p>170.000[4][n 2] men[a] [citation needed] sought '[t]he [sic]'[by whom?]</p>": "170.000 men sought '[t]he [sic]'",
    "<p>“It” is ‘so’, e\u0301tat, soft\u00adhyphen</p>": "\"It\" is 'so', état, softhyphen",
}  # fmt: skip


def test_html_is_read_as_it_is_printed() -> None:
    """Notes, marks of doubt, hidden keys, navigation and pictures do not reach the text."""
    texts = {html: read(f"{html}{TABLE}".encode(), PINNED, "file").text for html in PRINTED}
    assert {html: text.split("\n")[2] for html, text in texts.items()} == PRINTED


def test_a_table_keeps_its_rows_under_cells_of_several() -> None:
    """A caption and a source are not rows, and blanks stand under a tall cell."""
    html = """\
<p>A table.</p><h2>Head</h2>
<table><caption>The caption of 1944</caption><thead><tr><th>Year<th>Quarter<th>Men</tr></thead>
<tbody><tr><th rowspan="3">1944</th><td rowspan="2">I</td><td>26,000</td></tr>
<tr><td>27,000<sup><a href="#n">5</a></sup></td></tr>
<tr><td>II</td><td>1,200 <i>men</i></td></tr>
<tr><td colspan="3">Source: Doe, 1999</td></tr></tbody></table>
"""
    plain = """\
==Head==

The caption of 1944
| Year | Quarter | Men |
| 1944 | I | 26,000 |
| | | 27,000 |
| | II | 1,200 men |
Source: Doe, 1999
"""
    assert read(html.encode(), PINNED, "file").text.endswith(plain)


def test_notes_and_literature_are_left_out_and_named() -> None:
    """A section of notes goes with the sections below it; the next one stays."""
    tail = "<h2>References</h2><ol><li>a</li></ol><h3>Books</h3><p>Doe, 1944</p><h2>Memory</h2><p>More.</p>"
    reading = read(f"<p>Men.</p>{TABLE}{tail}".encode(), PINNED, "file")
    assert "1944" not in reading.text
    assert reading.text.endswith("==Memory==\n\nMore.\n")
    assert reading.notices == ["left out: the section References"]


EXTRACT = "\n".join(line for line in ARTICLE.split("\n") if not line.startswith("|"))
WIKITEXT = """\
'''German prisoners''' were taken by the [[Red Army]].<ref>{{cite web |title=A}}</ref>

== Soviet statistics ==
{| class="wikitable"
! Nationality !! Total
|-
| Polish || 60,277
|}
"""
REFUSED = {
    "extract": (EXTRACT, "has no tables"),
    "extract-in-html": (
        "".join(f"<p>{line}</p>" for line in EXTRACT.split("\n")), "has no tables"
    ),
    "lead": (ARTICLE.split("\n==")[0], "has no tables"),
    "one-section": (ARTICLE[ARTICLE.index("| Nationality") : ARTICLE.index("==See")], "has no headings"),
    "wikitext": (WIKITEXT, "is wikitext"),
    "wikitext-with-html": (f'<div class="x">{WIKITEXT}</div>', "is wikitext"),
    "redirect": ("#REDIRECT [[German prisoners of war]]", "is wikitext"),
    "markdown": (ARTICLE.replace("\n==Soviet statistics==", "\n## Soviet statistics"), "is Markdown"),
    "markdown-table": (ARTICLE.replace("| Polish |", "| --- | --- |\n| Polish |"), "is Markdown"),
    "json": (json.dumps({"query": {"pages": {"html": "<p></p>"}}}), "is JSON"),
    "json-list": (json.dumps([{"a": 1}]), "is JSON"),
    "xml": ('<?xml version="1.0"?>\n<mediawiki xml:lang="en"><page></page></mediawiki>', "is an XML export"),
    "empty": (" \n", "is empty"),
}  # fmt: skip


def test_another_form_is_refused_by_name_in_one_line() -> None:
    """The refusal says what the file is, and how to get the HTML."""
    for name, (given, expected) in REFUSED.items():
        with pytest.raises(Refusal) as refused:
            read(given.encode(), ARTICLE, name)
        assert re.fullmatch(
            f"{name} {expected}.*make fetch-revision.*action=render", str(refused.value)
        )


def test_bytes_that_are_not_text_are_refused() -> None:
    """The refusal names the first byte that is not UTF-8."""
    with pytest.raises(Refusal, match="file, byte 3: not UTF-8"):
        read(b"abc\xff", ARTICLE, "file")
