"""Is a revision read as it is printed, whatever form it comes in?

A template that vanishes takes its figure with it, the number of a note makes a longer figure, and a
text without its tables would report two hundred cells as gone.
"""

from __future__ import annotations

import json

import pytest
from conftest import ARTICLE
from marked_up import WRITERS

from revision.reading import form_of, read
from transcription.refusal import Refusal

PINNED = "= Title =\n\n==Head==\n\n| a | b |\n| 1 | 2 |\n"
TABLE = "\n== Head ==\n{|\n! a !! b\n|-\n| 1 || 2\n|}\n"
HTML_TABLE = (
    "<h2>Head</h2><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
)


def first_line(given: str) -> str:
    """The first line of prose of a text, in the plain form."""
    return read(given.encode(), PINNED, "file").text.split("\n")[2]


WIKITEXT = {
    "[[Red Army]] of [[Soviet Union|the USSR]]": "Red Army of the USSR",
    "'''381,067''' ''men''": "381,067 men",
    "170.000<ref>{{cite web |year=1999}}</ref> men": "170.000 men",
    '170.000<ref name="a/b" /> men<ref group="n" name=c/>': "170.000 men",
    "91,000{{sfn|Doe|1999|p=4}} men{{citation needed|date=May 2020}}": "91,000 men",
    "91,000<sup>[4]</sup> men<sup>a</sup> on 10<sup>6</sup> m": "91,000 men on 10⁶ m",
    "{{circa|3,000,000}} men": "c. 3,000,000 men",
    "{{nowrap|3,000,000 men}} or {{nobr|1={{formatnum:2600000}}}}": "3,000,000 men or 2,600,000",
    "{{ill|Erich Maschke|de}} and {{ill|E. Maschke|de|Erich Maschke|lt=Maschke}}": "Erich Maschke and Maschke",
    "{{lang|de|Kriegsverurteilte}}{{snd}}{{transl|ru|plennye}}": "Kriegsverurteilte – plennye",
    "{{as of|1956|4|22}} and {{as of|1950|lc=y}}": "As of 22 April 1956 and as of 1950",
    "1945&ndash;49, 2.8&nbsp;million, {{nbsp}}3&thinsp;000": "1945–49, 2.8 million, 3\u2009000",
    "one<br />two<!-- 3,000 --> four": "one two four",
    "[https://example.org/1944 the report] says": "the report says",
    "[[File:A 1944.jpg|thumb|About [[men|91,000]]<ref>5</ref>]]Men [[Category:1944]]": "Men",
    "Men<gallery>\nFile:A.jpg|1944\n</gallery> came": "Men came",
    "170.000[4][n 2] men[a] [citation needed] sought '[t]he [sic]'[by whom?]": "170.000 men sought '[t]he [sic]'",
    "“It” is ‘so’": "\"It\" is 'so'",
    "e\u0301tat, soft\u00adhyphen": "état, softhyphen",
    "__NOTOC__{{Use dmy dates|date=May 2020}}{{Short description|1944}}Men": "Men",
    "{{Infobox event\n| dead = {{formatnum:1234}}\n}}\nMen": "Men",
}  # fmt: skip


@pytest.mark.parametrize("wikitext", WIKITEXT)
def test_wikitext_is_read_as_it_is_printed(wikitext: str) -> None:
    """Links, emphasis, notes, templates, entities, files and comments."""
    assert first_line(wikitext + TABLE) == WIKITEXT[wikitext]


HTML = {
    '<p>170.000<sup id="r" class="reference"><a href="#cite_note-4">[4]</a></sup> men</p>': "170.000 men",
    '<p>170.000<sup><a href="./A#cite_note-4">4</a></sup> men</p>': "170.000 men",
    '<p>170.000<sup class="mw-ref">4</sup> men<sup>[<i>citation needed</i>]</sup></p>': "170.000 men",
    "<p>91,000<sup>[4]</sup> on 10<sup>6</sup> m</p>": "91,000 on 10⁶ m",
    '<div class="hatnote">Of 1944</div><p>2.8&#160;million <b>men</b></p>': "2.8 million men",
    '<p>a<span style="display:none">000</span>b<span class="nowrap">3,000</span></p>': "ab3,000",
    "<nav>1944</nav><p>one<br>two</p><footer>1945</footer>": "one two",
    '<figure>1944<figcaption>91,000</figcaption></figure><p>Men<style>.a{b:12}</style></p>': "Men",
    '<p class="mw-empty-elt"></p><p>Men <abbr title="circa">c.</abbr> 5</p>': "Men c. 5",
}  # fmt: skip


@pytest.mark.parametrize("html", HTML)
def test_html_is_read_as_it_is_printed(html: str) -> None:
    """Notes, marks of doubt, hidden keys, navigation, pictures."""
    assert first_line(html + HTML_TABLE) == HTML[html]


WIKI_TABLE = """\
A table.

== Head ==
{| class="wikitable"
|+ The caption of 1944<ref>1</ref>
! scope="col" | Year
! Quarter !! style="x" | Men
|-
! rowspan="3" scope="row" | 1944
| rowspan=2 | I || {{nowrap|26,000}}
|- style="y"
| 27,000<ref>5</ref>
|-
| II
| 1,2{{formatnum:00}} ''men''
|-
| colspan="3" | Source: Doe, 1999
|}
"""
HTML_OF_TABLE = """\
<p>A table.</p><h2>Head</h2>
<table><caption>The caption of 1944</caption><thead><tr><th>Year<th>Quarter<th>Men</tr></thead>
<tbody><tr><th rowspan="3">1944</th><td rowspan="2">I</td><td>26,000</td></tr>
<tr><td>27,000<sup><a href="#n">5</a></sup></td></tr>
<tr><td>II</td><td>1,200 <i>men</i></td></tr>
<tr><td colspan="3">Source: Doe, 1999</td></tr></tbody></table>
"""
PLAIN_TABLE = """\
The caption of 1944
| Year | Quarter | Men |
| 1944 | I | 26,000 |
| | | 27,000 |
| | II | 1,200 men |
Source: Doe, 1999
"""


@pytest.mark.parametrize("given", [WIKI_TABLE, HTML_OF_TABLE], ids=["wikitext", "html"])
def test_a_table_keeps_its_rows_under_cells_of_several(given: str) -> None:
    """A caption and a source are no rows, no row is made up, and blanks stand under a wide cell."""
    assert read(given.encode(), PINNED, "file").text.endswith("==Head==\n\n" + PLAIN_TABLE)


def test_an_unknown_template_keeps_its_words_and_is_reported() -> None:
    """Nothing vanishes: its arguments stand in the text, and it is named with its text."""
    reading = read(f"About {{{{plus minus|3,000|2=50|x=y}}}} men.{TABLE}".encode(), PINNED, "file")
    assert "About 3,000 50 men." in reading.text
    assert [notice for notice in reading.notices if "{{plus minus|3,000|2=50|x=y}}" in notice]


def test_notes_and_literature_are_left_out_and_named() -> None:
    """The sections that hold no text of the article, and whatever stands below them."""
    tail = "\n== References ==\n{{reflist}}\n=== Books ===\n* Doe, 1944\n== Memory ==\nMore.\n"
    reading = read(f"Men.{TABLE}{tail}".encode(), PINNED, "file")
    assert "1944" not in reading.text
    assert reading.text.endswith("==Memory==\n\nMore.\n")
    assert reading.notices == ["left out: the section References"]


@pytest.mark.parametrize("form", ["wikitext", "html", "plain"])
def test_the_form_is_told_by_the_text(form: str) -> None:
    """Not by the name of the file."""
    names = {"html": "HTML", "plain": "plain text"}
    assert form_of(WRITERS[form](ARTICLE)) == names.get(form, form)


def lead_only() -> str:
    """The text above the first heading, as a summary gives it."""
    return ARTICLE.split("\n==")[0]


def extract() -> str:
    """The text as an extract gives it: with headings, without tables."""
    return "\n".join(line for line in ARTICLE.split("\n") if not line.startswith("|"))


REFUSED = {
    "extract": (extract(), "has lost its tables.*as in a text extract"),
    "extract-in-html": (
        "".join(f"<p>{line}</p>" for line in extract().split("\n")), "has lost its tables"
    ),
    "extract-in-wikitext": (f"'''{extract()}''' [[link]]", "has lost its tables"),
    "lead": (lead_only(), "has lost its tables.*the text above the first heading alone"),
    "one-section": (ARTICLE[ARTICLE.index("| Nationality") : ARTICLE.index("==See")], "one section alone"),
    "json": (json.dumps({"query": {"pages": {}}}), "an answer of an interface, in JSON"),
    "xml": ('<mediawiki xml:lang="en"><page></page></mediawiki>', "an export in XML"),
    "redirect": ("#REDIRECT [[German prisoners of war]]", "is a redirect"),
    "empty": (" \n", "is empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_form_that_lost_something_is_refused_by_name(name: str) -> None:
    """Not reported as two hundred cells that are gone; the refusal says what to take instead."""
    given, expected = REFUSED[name]
    with pytest.raises(Refusal, match=f"(?s)file.*{expected}.*take the wikitext"):
        read(given.encode(), ARTICLE, "file")


def test_bytes_that_are_no_text_are_refused() -> None:
    """The refusal names the first byte that is not UTF-8."""
    with pytest.raises(Refusal, match="file, byte 3: not UTF-8"):
        read(b"abc\xff", ARTICLE, "file")
