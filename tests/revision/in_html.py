"""The plain text of an article -> the same as HTML, as a browser saves its page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from plain_parts import FIGURE, NAMES, cells, counter, parts, spans


def html(text: str) -> str:
    """The article as a browser saves its page."""
    number = counter()
    out = [HTML_HEAD]
    for kind, lines, _, below, caption in parts(text):
        match kind:
            case "title":
                out[0] = out[0].replace("TITLE", escape(lines[0].strip("= ")))
            case "heading":
                words = escape(lines[0].strip("="))
                out.append(
                    f'<div class="mw-heading mw-heading2"><h2 id="x">{words}</h2>{EDIT}</div>\n'
                )
            case "items":
                items = "".join(
                    f'<li><a href="/wiki/X">{escape(line[2:])}</a></li>\n' for line in lines
                )
                out.append(f"<ul>{items}</ul>\n")
            case "table":
                out.append(html_table(lines, number, caption))
            case "prose" if below != "table":
                out.append(f"<p>{html_prose(lines[0], number)}\n</p>\n")
    return "".join(out) + HTML_TAIL


def note(n: int) -> str:
    """The number of a note, raised."""
    return f'<sup id="cite_ref-{n}" class="reference"><a href="#cite_note-{n}"><span class="cite-bracket">&#91;</span>{n}<span class="cite-bracket">&#93;</span></a></sup>'


def html_prose(line: str, number: Callable[[], int]) -> str:
    """A paragraph with links, notes and marks of doubt."""

    def figure(match: re.Match[str]) -> str:
        n = number()
        forms = (
            match[0] + note(n),
            f'<span class="nowrap">{match[0]}</span>',
            match[0] + DOUBT,
            f"<b>{match[0]}</b>",
            match[0] + f"<sup>[{n}]</sup>",
        )
        return forms[n % len(forms)]

    done = FIGURE.sub(figure, escape(line, quote=False))
    for name in NAMES:
        done = re.sub(
            rf"(?<![\w>\"]){name}(?!\w)",
            f'<a href="/wiki/X_1944" title="{name} 1944">{name}</a>',
            done,
            count=1,
        )
    done = re.sub(r"(\d) million", "\\1\u00a0million", done)
    done = re.sub(r"\bca\. ", '<abbr title="circa">c.</abbr> ', done)
    done = re.sub(r", (who|following|while|but) ", rf",{note(77)} \1 ", done)
    return re.sub(r"\. ([A-Z])", rf".{note(88)} \1", done)


def html_table(lines: list[str], number: Callable[[], int], caption: str) -> str:
    """A table with its caption and cells over several rows."""
    out = [f'<table class="wikitable"><caption>{escape(caption)}</caption>\n<tbody>']
    out.append(
        "<tr>" + "".join(f"<th>{escape(cell)}\n</th>" for cell in cells(lines[0])) + "</tr>\n"
    )
    for row in spans(lines):
        written = (
            f"<td{f' rowspan={over}' if over > 1 else ''}>{html_cell(cell, number())}\n</td>"
            for cell, over in row
        )
        out.append(f"<tr>{''.join(written)}</tr>\n")
    return "".join(out) + "</tbody></table>\n"


def html_cell(cell: str, n: int) -> str:
    """A cell, every now and then with a note or a hidden key to sort by."""
    if not cell[:1].isdigit() or n % 3:
        return escape(cell)
    return (
        escape(cell) + note(n)
        if n % 2
        else f'<span data-sort-value="7" style="display:none">000{n}</span>{escape(cell)}'
    )


EDIT = '<span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a href="/w/x">edit</a>]</span>'
DOUBT = '<sup class="noprint Inline-Template Template-Fact">&#91;<i><a href="/wiki/X"><span title="May 2019">citation needed</span></a></i>&#93;</sup>'
HTML_HEAD = """\
<!DOCTYPE html>
<html class="client-js" lang="en"><head><meta charset="utf-8"><title>TITLE - Encyclopaedia</title>
<script>var x = "{{nowrap|1,000}} [[a]]";</script></head><body>
<div id="mw-navigation"><ul><li><a href="/">Main page</a></li><li>123 languages</li></ul></div>
<main id="content"><header><h1 id="firstHeading"><span class="mw-page-title-main">TITLE</span></h1></header>
<div id="bodyContent"><div id="siteSub">From an encyclopaedia</div>
<div id="mw-content-text"><div class="mw-content-ltr mw-parser-output" lang="en" dir="ltr">
<div class="shortdescription nomobile noexcerpt noprint">1941–1956</div>
<style data-mw-deduplicate="x">.mw-parser-output .hatnote{font-style:italic}</style>
<div role="note" class="hatnote navigation-not-searchable">See also: Events of 1944</div>
<table class="infobox"><tbody><tr><th>Casualties</th><td>1,234,567</td></tr></tbody></table>
<figure typeof="mw:File/Thumb"><a href="/wiki/File:x.jpg"><img src="x.jpg"></a><figcaption>About 91,000 prisoners in 1943</figcaption></figure>
<p class="mw-empty-elt"></p>
<div id="toc" class="toc"><ul><li>1 German POWs</li><li>2 German estimates</li></ul></div>
"""
HTML_TAIL = """\
<div class="mw-heading mw-heading2"><h2>References</h2></div>
<div class="reflist"><ol class="references"><li id="cite_note-1"><cite>Doe, 1988, pp. 100–200</cite></li></ol></div>
<div class="navbox" role="navigation"><table><tbody><tr><td>1939 1940</td></tr></tbody></table></div>
</div><div class="printfooter">Retrieved 2026</div></div>
<div id="catlinks" class="catlinks">Categories: Prisoners of 1941</div></div></main>
<footer>Last edited 5 May 2026</footer></body></html>
"""
