"""The plain text of an article -> the same, as an encyclopaedia writes it in wikitext and in HTML.

Written against what MediaWiki documents, and without a look at what reads it: notes behind figures
and in the middle of sentences, links, templates, pictures, blanks that do not break, tables with
cells over several rows, boxes and navigation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

FIGURE = re.compile(r"(?<![\w,.(–-])\d{1,3}(?:,\d{3})+(?![\w,–-])")
NAMES = (
    "Red Army",
    "Battle of Moscow",
    "Operation Bagration",
    "Rüdiger Overmans",
    "Erich Maschke",
    "NKVD",
    "Wehrmacht",
)
CAPTION = re.compile(r"^  - (.*?)\*\*$")


def parts(text: str) -> Iterator[tuple[str, list[str]]]:
    """What a plain text consists of: ('title' | 'heading' | 'table' | 'items' | 'prose', its lines)."""
    lines = text.split("\n")
    n = 0
    while n < len(lines):
        line, first = lines[n], n
        kind = kind_of(line)
        n += 1
        if kind in ("table", "items"):
            while n < len(lines) and kind_of(lines[n]) == kind:
                n += 1
        if line:
            yield kind, lines[first:n]


def kind_of(line: str) -> str:
    """What a line is."""
    if line.startswith("= "):
        return "title"
    if line.startswith("=="):
        return "heading"
    return "table" if line.startswith("|") else "items" if line.startswith("- ") else "prose"


def cells(line: str) -> list[str]:
    """The cells of a line of a table."""
    return [cell.strip() for cell in line.strip("|").split("|")]


def spans(lines: list[str]) -> list[list[tuple[str, int]]]:
    """The rows below the headings: each cell that is there, and over how many rows it reaches."""
    rows = [cells(line) for line in lines[1:]]
    return [
        [(cell, reach(rows, n, column)) for column, cell in enumerate(row) if cell]
        for n, row in enumerate(rows)
    ]


def reach(rows: list[list[str]], row: int, column: int) -> int:
    """How many rows a cell takes: its own, and those below that are blank there."""
    count = 1
    while row + count < len(rows) and not rows[row + count][column]:
        count += 1
    return count


def counter() -> Callable[[], int]:
    """One, two, three."""
    numbers = iter(range(1, 10_000))
    return lambda: next(numbers)


# ----------------------------------------------------------------------------------- wikitext


def wikitext(text: str) -> str:
    """The article as ``action=raw`` gives it."""
    number = counter()
    out = [WIKI_HEAD]
    found = list(parts(text))
    for n, (kind, lines) in enumerate(found):
        follows = found[n + 1][0] if n + 1 < len(found) else ""
        above = found[n - 1][0] if n else ""
        match kind:
            case "heading":
                out.append(f"\n== {lines[0].strip('=')} ==\n<!-- 99,999 of a comment -->\n")
            case "items":
                out += [f"* [[{line[2:]}]]\n" for line in lines]
            case "table":
                out.append(wiki_table(lines, number, caption_of(found, n)))
            case "prose" if follows != "table":
                close = (
                    above == "table"
                    and text.index(lines[0])
                    and text[text.index(lines[0]) - 2] == "|"
                )
                out.append(("" if close else "\n") + wiki_prose(lines[0], number) + "\n")
    return "".join(out) + WIKI_TAIL


def caption_of(found: list[tuple[str, list[str]]], n: int) -> str:
    """The caption above a table."""
    kind, lines = found[n - 1]
    return CAPTION.sub(r"\1", lines[0]) if kind == "prose" else ""


def wiki_prose(line: str, number: Callable[[], int]) -> str:
    """A paragraph with links, notes and templates."""

    def figure(match: re.Match[str]) -> str:
        n = number()
        plain = match[0]
        forms = (
            f"{plain}<ref>{{{{cite book |last=Doe |year=1{n:03} |pages=5–{n + 6} |isbn=0-100-{n:05}}}}}</ref>",
            f"{{{{nowrap|{plain}}}}}",
            f"{{{{formatnum:{plain.replace(',', '')}}}}}",
            f'{plain}<ref name="n{n}" />',
            f"{plain}{{{{citation needed|date=May 2{n:03}}}}}",
            f"{{{{nowrap|1='''{plain}'''}}}}{{{{efn|About {n},000 by another count.}}}}",
        )
        return forms[n % len(forms)]

    done = FIGURE.sub(figure, line)
    for name in NAMES:
        done = re.sub(
            rf"(?<![\w\[|]){name}(?![\w\]])", f"[[{name} (disambiguation)|{name}]]", done, count=1
        )
    done = re.sub(r"(\d) million", r"\1&nbsp;million", done)
    done = done.replace("1945–49", "1945&ndash;49").replace(
        "German historian", "German [[historian]]"
    )
    done = re.sub(r"\bca\. ", "{{circa}} ", done)
    done = re.sub(
        r", (who|following|while|but) ",
        r",<ref group=lower>Note {{harvnb|Roe|1999|p=12}}</ref> \1 ",
        done,
    )
    return re.sub(r"\. ([A-Z])", r".{{sfn|Doe|1977|pp=12–14}} \1", done)


def wiki_table(lines: list[str], number: Callable[[], int], caption: str) -> str:
    """A table with its caption, headings in one line, and cells over several rows."""
    out = ['\n{| class="wikitable sortable" style="text-align:right"\n']
    if caption:
        out.append(f"|+ '''{caption}'''<ref>Table {number()}</ref>\n")
    out.append("! " + " !! ".join(f'scope="col" | {cell}' for cell in cells(lines[0])) + "\n")
    for n, row in enumerate(spans(lines)):
        out.append("|-\n")
        written = [
            (f'rowspan="{over}" | ' if over > 1 else "") + wiki_cell(cell, number)
            for cell, over in row
        ]
        out.append("| " + (" || " if n % 2 else "\n| ").join(written) + "\n")
    return "".join(out) + "|}\n"


def wiki_cell(cell: str, number: Callable[[], int]) -> str:
    """A cell with a note or a template every now and then."""
    n = number()
    if not cell[:1].isdigit() or n % 3:
        return cell
    return f"{cell}<ref>{n},000</ref>" if n % 2 else f"{{{{nowrap|{cell}}}}}"


WIKI_HEAD = """\
{{Short description|1941–1956}}
{{Use dmy dates|date=June 2020}}
{{Infobox event
| title = Prisoners
| casualties = 1,234,567
}}
{{Further|Another article of 1944}}
[[File:Prisoners 1943.jpg|thumb|right|220px|About 91,000 [[prisoners]] in 1943<ref>5</ref>]]
"""
WIKI_TAIL = """
== References ==
{{Reflist|30em}}
{{notelist}}

== Further reading ==
* {{cite book |title=A book |year=1988 |pages=100–200}}

{{World War II|state=collapsed}}
{{Authority control}}
[[Category:Prisoners of 1941]]
[[de:Kriegsgefangene]]
"""


# --------------------------------------------------------------------------------------- HTML


def html(text: str) -> str:
    """The article as a browser saves its page."""
    number = counter()
    out = [HTML_HEAD]
    found = list(parts(text))
    for n, (kind, lines) in enumerate(found):
        follows = found[n + 1][0] if n + 1 < len(found) else ""
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
                out.append(html_table(lines, number, caption_of(found, n)))
            case "prose" if follows != "table":
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


WRITERS: dict[str, Callable[[str], str]] = {"wikitext": wikitext, "html": html, "plain": str}
"""How each form of the plain text is written."""
