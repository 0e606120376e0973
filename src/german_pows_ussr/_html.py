"""Write facts and tables as HTML for a notebook, every text escaped, without a style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

PROSE = "text-align: left; white-space: normal; max-width: 40em; vertical-align: top"
NUMBER = "text-align: right; white-space: nowrap; vertical-align: top"


def facts_html(title: str, facts: Iterable[tuple[str, str]]) -> str:
    """Write facts, each already HTML, beside their names and below a title; empty ones are left out.

    >>> facts_html("held", [("range", "1 &lt; 2"), ("note", "")])
    '<div><p>held</p><dl><dt><strong>range</strong></dt><dd>1 &lt; 2</dd></dl></div>'

    """
    pairs = "".join(
        f"<dt><strong>{escape(name)}</strong></dt><dd>{fact}</dd>" for name, fact in facts if fact
    )
    return f"<div><p>{title}</p><dl>{pairs}</dl></div>"


def quotation(before: str, marked: str, behind: str) -> str:
    """Write a quotation with some of its characters marked."""
    return f"<q>{escape(before)}<mark>{escape(marked)}</mark>{escape(behind)}</q>"


def link(target: str, words: str) -> str:
    """Write a link, in the colours of the notebook; nothing for a target that is not on the web."""
    if not target.startswith(("https://", "http://")):
        return ""
    style = "color: inherit; text-decoration: underline"
    return f'<a href="{escape(target)}" style="{style}">{escape(words)}</a>'


def lines_html(lines: Iterable[str]) -> str:
    """Write texts below each other; empty ones are left out."""
    return "<br>".join(escape(line) for line in lines if line)


def list_html(items: Iterable[str]) -> str:
    """Write texts as a list; empty ones are left out."""
    found = "".join(f"<li>{escape(item)}</li>" for item in items if item)
    return f"<ul>{found}</ul>" if found else ""


def table_html(
    header: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[str] = ()
) -> str:
    """Write a table whose cells are already HTML; columns named in ``numbers`` are flush right."""
    styles = [NUMBER if name in numbers else PROSE for name in header]
    names = "".join(f'<th scope="col" style="{PROSE}">{escape(name)}</th>' for name in header)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="{style}">{cell}</td>' for style, cell in zip(styles, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"
