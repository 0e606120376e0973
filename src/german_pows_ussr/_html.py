"""Write facts and tables as HTML for a notebook, every text escaped, without a style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

PROSE = "text-align: left; white-space: normal; max-width: 40em; vertical-align: top"


def facts_html(title: str, facts: Iterable[tuple[str, str]]) -> str:
    """Write facts, which are HTML already, beside their names; empty ones are left out.

    >>> facts_html("held", [("range", "1 &lt; 2"), ("note", "")])
    '<div><p>held</p><dl><dt><strong>range</strong></dt><dd>1 &lt; 2</dd></dl></div>'

    """
    pairs = "".join(
        f"<dt><strong>{escape(name)}</strong></dt><dd>{fact}</dd>" for name, fact in facts if fact
    )
    return f"<div><p>{title}</p><dl>{pairs}</dl></div>"


def lines_html(lines: Iterable[str]) -> str:
    """Write texts below each other; empty ones are left out."""
    return "<br>".join(escape(line) for line in lines if line)


def list_html(facts: Iterable[tuple[str, str]]) -> str:
    """Write facts as a list; empty ones are left out."""
    items = (
        f"<li><strong>{escape(name)}</strong>: {escape(fact)}</li>" for name, fact in facts if fact
    )
    return f"<ul>{''.join(items)}</ul>"


def table_html(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table whose cells are HTML already."""
    names = "".join(f'<th scope="col" style="{PROSE}">{escape(name)}</th>' for name in header)
    lines = ("".join(f'<td style="{PROSE}">{cell}</td>' for cell in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"
