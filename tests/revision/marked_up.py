"""Write the plain text of an article as HTML, the way a wiki renders it and a browser saves it.

Written against what MediaWiki documents, without a look at the code that reads it: notes behind
figures and in the middle of sentences, links, pictures, no-break spaces, tables with cells over
several rows, boxes and navigation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import count, groupby

FIGURE = re.compile(r"(?<![\w,.(–-])\d{1,3}(?:,\d{3})+(?![\w,–-])")
NAMES = (
    "Red Army|Battle of Moscow|Operation Bagration|Rüdiger Overmans|Erich Maschke|NKVD|Wehrmacht"
)
CAPTION = re.compile(r"^  - (.*?)\*\*$")

Part = tuple[str, list[str]]


def parts(text: str) -> list[Part]:
    """Split a plain text into its parts: of which kind each is, and its lines."""
    found: list[Part] = []
    for kind, lines in groupby(text.split("\n"), kind_of):
        together = list(lines)
        if kind in ("table", "items"):
            found.append((kind, together))
        elif kind:
            found += [(kind, [line]) for line in together]
    return found


def kind_of(line: str) -> str:
    """Tell what a line is."""
    starts = {"= ": "title", "==": "heading", "| ": "table", "- ": "items"}
    return starts.get(line[:2], "prose") if line else ""


def rendered(text: str) -> str:
    """Write the article as ``action=render`` gives it."""
    numbers = count(1)
    found = parts(text)
    out = ['<div class="mw-content-ltr mw-parser-output" lang="en" dir="ltr">\n', HEAD]
    for (_, above), (kind, lines), (below, _) in zip(
        [("", [""]), *found], found, [*found[1:], ("", [])], strict=False
    ):
        if kind == "heading":
            words = escape(lines[0].strip("="))
            out.append(f'<div class="mw-heading mw-heading2"><h2 id="x">{words}</h2>{EDIT}</div>\n')
        elif kind == "items":
            items = (f'<li><a href="/wiki/X">{escape(line[2:])}</a></li>\n' for line in lines)
            out.append(f"<ul>{''.join(items)}</ul>\n")
        elif kind == "table":
            out.append(table(lines, numbers, CAPTION.sub(r"\1", above[0])))
        elif kind == "prose" and below != "table":
            out.append(f"<p>{prose(lines[0], numbers)}\n</p>\n")
    return "".join([*out, TAIL, "</div>"])


def page(text: str) -> str:
    """Write the article as a browser saves its page."""
    title = escape(text.partition("\n")[0].strip("= "))
    return PAGE.replace("TITLE", title).replace("TEXT", rendered(text))


def parsoid(text: str) -> str:
    """Write the article as Parsoid renders it: in sections, with its data in attributes."""
    out = re.sub(r'<div class="mw-heading mw-heading2">(<h2.*?</h2>).*?</div>\n',
                 r'</section><section data-mw-section-id="1">\1', rendered(text))  # fmt: skip
    data = """typeof="mw:Extension/ref" data-mw='{"name":"ref","attrs":{"group":"{{a}}"}}'"""
    out = out.replace('class="reference"', f'class="mw-ref reference" {data}')
    out = out.replace(HEAD, f'<section data-mw-section-id="0">{HEAD}')
    return f"{out.removesuffix('</div>')}</section></div>"


def note(n: int) -> str:
    """Write the number of a note."""
    return f'<sup id="cite_ref-{n}" class="reference"><a href="#cite_note-{n}"><span class="cite-bracket">&#91;</span>{n}<span class="cite-bracket">&#93;</span></a></sup>'


def prose(line: str, numbers: Iterator[int]) -> str:
    """Write a paragraph with links, notes and marks of doubt."""

    def figure(match: re.Match[str]) -> str:
        n, words = next(numbers), match[0]
        forms = (
            words + note(n), f'<span class="nowrap">{words}</span>', words + DOUBT,
            f"<b>{words}</b>", words + f"<sup>[{n}]</sup>",
        )  # fmt: skip
        return forms[n % len(forms)]

    done = FIGURE.sub(figure, escape(line, quote=False))
    done = re.sub(
        rf"(?<![\w>\"])({NAMES})(?!\w)", r'<a href="/wiki/X_1944" title="\1 1944">\1</a>', done
    )
    done = re.sub(r"(\d) million", "\\1\u00a0million", done)
    done = re.sub(r"\bca\. ", '<abbr title="circa">c.</abbr> ', done)
    done = re.sub(r", (who|following|while|but) ", rf",{note(77)} \1 ", done)
    return re.sub(r"\. ([A-Z])", rf".{note(88)} \1", done)


def table(lines: list[str], numbers: Iterator[int], caption: str) -> str:
    """Write a table with its caption and cells over several rows."""
    headings, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    out = [f'<table class="wikitable"><caption>{escape(caption)}</caption>\n<tbody>']
    out.append("<tr>" + "".join(f"<th>{escape(cell)}\n</th>" for cell in headings) + "</tr>\n")
    for n, row in enumerate(rows):
        reach = [height(rows, n, column) for column in range(len(row))]
        written = (
            f"<td{f' rowspan={down}' if down > 1 else ''}>{written_cell(cell, next(numbers))}\n</td>"
            for cell, down in zip(row, reach, strict=True) if cell
        )  # fmt: skip
        out.append(f"<tr>{''.join(written)}</tr>\n")
    return "".join(out) + "</tbody></table>\n"


def height(rows: list[list[str]], row: int, column: int) -> int:
    """Count the rows that a cell covers: its own, and those below that are blank there."""
    below = (n for n in range(row + 1, len(rows)) if rows[n][column])
    return next(below, len(rows)) - row


def written_cell(cell: str, n: int) -> str:
    """Write a cell, some of them with a note or a hidden key to sort by."""
    if not cell[:1].isdigit() or n % 3:
        return escape(cell)
    hidden = f'<span data-sort-value="7" style="display:none">000{n}</span>'
    return escape(cell) + note(n) if n % 2 else hidden + escape(cell)


EDIT = '<span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a href="/w/x">edit</a>]</span>'
DOUBT = '<sup class="noprint Inline-Template Template-Fact">&#91;<i><a href="/wiki/X"><span title="May 2019">citation needed</span></a></i>&#93;</sup>'
HEAD = """\
<div class="shortdescription nomobile noexcerpt noprint">1941–1956</div>
<style data-mw-deduplicate="x">.mw-parser-output .hatnote{font-style:italic}@media print{.a{b:c}}</style>
<div role="note" class="hatnote navigation-not-searchable">See also: Events of 1944</div>
<table class="infobox"><tbody><tr><th>Casualties</th><td>1,234,567</td></tr></tbody></table>
<figure typeof="mw:File/Thumb"><a href="/wiki/File:x.jpg"><img src="x.jpg"></a><figcaption>About 91,000 prisoners in 1943</figcaption></figure>
<p class="mw-empty-elt"></p>
<div id="toc" class="toc"><ul><li>1 German POWs</li><li>2 German estimates</li></ul></div>
"""
TAIL = """\
<div class="mw-heading mw-heading2"><h2>References</h2></div>
<div class="reflist"><ol class="references"><li id="cite_note-1"><cite>Doe, 1988, pp. 100–200</cite></li></ol></div>
<div class="navbox" role="navigation"><table><tbody><tr><td>1939 1940</td></tr></tbody></table></div>
"""
PAGE = """\
<!DOCTYPE html>
<html class="client-js" lang="en"><head><meta charset="utf-8"><title>TITLE - Encyclopaedia</title>
<script>var x = "{{nowrap|1,000}} [[a]]";</script></head><body>
<div id="mw-navigation"><ul><li><a href="/">Main page</a></li><li>123 languages</li></ul></div>
<main id="content"><header><h1 id="firstHeading"><span class="mw-page-title-main">TITLE</span></h1></header>
<div id="bodyContent"><div id="siteSub">From an encyclopaedia</div>
<div id="mw-content-text">TEXT<div class="printfooter">Retrieved 2026</div></div>
<div id="catlinks" class="catlinks">Categories: Prisoners of 1941</div></div></main>
<footer>Last edited 5 May 2026</footer></body></html>
"""

WRITERS: dict[str, Callable[[str], str]] = {
    "html": page, "parsoid": parsoid, "plain": str, "render": rendered,
}  # fmt: skip
"""How each form of the plain text is written."""
