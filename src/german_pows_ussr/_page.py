"""A frame -> the reading page: what the package says is written into the frame, where it belongs.

The frame holds what has to be drawn: pictures, tables, style, script. The rest an installation
has already, as data; the wheel carries it once.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from typing import Any

from ._findings import Finding, named
from ._ground import addresses
from ._known import known
from ._package import DamagedPackageError, cell_address, rows, table_resources
from ._text import Line, Segment, read

Json = dict[str, Any]

KINDS = {
    "conflicts": "No rounding explains the difference. A conflict is a finding about the article, "
    "not an error of the data.",
    "not_comparable": "The two sides count different things.",
    "agrees_when_rounded": "What is printed may mean the same.",
    "agrees": "The same as printed, or in the order in which it should be.",
}


CELL = re.compile(r'id="([^"]+)"[^<]*><a class="cell \w+"(?=>)')
"""A link of the frame that leads nowhere yet, and the cell in which it stands."""


def whole(frame: str) -> str:
    """The page."""
    starts = leads()
    frame = CELL.sub(lambda link: f'{link[0]} href="#{starts.get(link[1], link[1])}"', frame)
    for name, part in PARTS.items():
        before, slot, after = frame.partition(f"<!--{name}-->")
        if not slot:
            raise DamagedPackageError(f"the frame of the page has no place for {name}")
        frame = before + part() + after
    return frame


def leads() -> dict[str, str]:
    """Where each cell leads without the script: to its first words, or to its sentence."""
    segments = [segment for one in read() for segment in one.segments]
    at = {str(segment.start): segment.fragment for segment in segments}
    sentences = {row["sentence"]: at[row["char_start"]] for row in rows("sentences")}
    found = {
        cell_address(row): sentences[row["sentence"]]
        for row in rows("evidence")
        if row["ground"] == "sentence"
    }
    for segment in reversed(segments):
        found.update(dict.fromkeys(segment.cells, segment.fragment))
    return {identifier(cell): fragment for cell, fragment in found.items()}


def identifier(address: str) -> str:
    """An address as an identifier of HTML, which has no blanks; a browser writes them so, too."""
    return address.replace(" ", "%20")


def in_words(name: str) -> str:
    """The name of a column, or a term, as people read it."""
    return name.replace("_", " ")


def element(tag: str, content: str, **attributes: str) -> str:
    """An element whose content is HTML; attributes are escaped, and left out where empty."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(text)}"'
        for name, text in attributes.items()
        if text
    )
    return f"<{tag}{said}>{content}</{tag}>"


def text() -> str:
    """The article, a line each; what a cell rests on leads to the cell."""
    return "".join(map(line, read()))


def line(one: Line) -> str:
    """A line of the article."""
    content = "".join(map(segment, one.segments))
    number = {"data_number": str(one.number)}
    heading = {"role": "heading", "aria_level": "2"} if one.kind == "heading" else {}
    return element("div", content, class_=f"line {one.kind}", **number, **heading)


def segment(one: Segment) -> str:
    """Some characters of it."""
    leads = {"href": f"#{identifier(one.cells[0])}"} if one.linked else {}
    return element(
        "a" if one.linked else "span",
        escape(one.text),
        id=one.fragment,
        **leads,
        class_=one.looks,
        data_reason=one.reason,
    )


def findings() -> str:
    """Every finding, conflicts first; the kinds that are no conflict are folded."""
    kinds = groupby(named(), key=lambda one: one.finding)
    return "\n".join(kind(name, list(members)) for name, members in kinds)


def kind(name: str, members: list[Finding]) -> str:
    """The findings of one kind, below what the kind means."""
    opened = " open" if name == "conflicts" else ""
    badge = element("span", in_words(name), class_=f"badge {name}")
    count = element("span", str(len(members)), class_="count")
    return (
        f'<details class="kind" id="finding/{name}"{opened}>\n'
        f"<summary><h3>{badge} {count}</h3></summary>\n"
        f"{element('p', KINDS[name], class_='small soft')}\n"
        f"{element('ul', ''.join(map(finding, members)), class_='findings')}\n"
        "</details>"
    )


def finding(one: Finding) -> str:
    """What is compared, both sides, what may explain it, and a link to each cell."""
    note = element("p", escape(one.note), class_="small soft note") if one.note else ""
    links = " · ".join(
        element("a", escape(address), href=f"#{identifier(address)}") for address in cells(one)
    )
    content = (
        element("h4", escape(one.title))
        + element("p", escape(one.summary))
        + note
        + element("p", links, class_="small")
    )
    return element("li", content, class_=one.finding, id=f"finding/{one.comparison}")


def cells(one: Finding) -> list[str]:
    """The cells of both sides of a finding; a whole column is no cell."""
    sides = addresses(one.left_side) + addresses(one.right_side)
    return list(dict.fromkeys(side for side in sides if "*" not in side))


def codebook() -> str:
    """Every table, column and term."""
    return "\n".join(map(table, table_resources().values()))


def table(resource: Json) -> str:
    """The columns of a table, folded under its title."""
    name = resource["name"]
    title = f"{escape(resource['title'])} {element('code', name, class_='soft')}"
    names = ("column", "type", "origin", "unit", "meaning")
    head = "".join(element("th", each, scope="col") for each in names)
    body = "\n".join(map(column, resource["schema"]["fields"]))
    columns = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
    scroll = {"tabindex": "0", "role": "region", "aria_label": f"Columns of {name}"}
    return (
        f'<details id="codebook/{name}"><summary>{title}</summary>\n'
        f"{element('p', escape(resource['description']), class_='small')}\n"
        f"{element('div', columns, class_='scroll', **scroll)}\n"
        "</details>"
    )


def column(field: Json) -> str:
    """A column, and what each of its terms means."""
    terms = field.get("vocabulary", {}).items()
    meanings = (f"{element('b', escape(term))}: {escape(meaning)}" for term, meaning in terms)
    told = "<br>".join([escape(field["description"]), *meanings])
    facts = (field["type"], field["origin"], field.get("unit", ""), told)
    cells = "".join(element("td", fact) for fact in facts)
    return f"<tr>{element('th', field['name'], scope='row')}{cells}</tr>"


PARTS = {"text": text, "findings": findings, "codebook": codebook, "known": known}
"""The parts, by the names of the comments in whose places they come."""
