"""What is known of a figure -> HTML for a notebook: no style of the page's, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from ._amount import interval
from ._compare import of_whom
from ._facts import facts
from ._figure import hedged
from ._findings import Finding, against
from ._place import Place, excerpt
from ._source import ARTICLE, Source, names_of_sources
from ._trace import Trace, trace

if TYPE_CHECKING:
    import pandas as pd

PROSE = "text-align: left; white-space: normal; max-width: 40em; vertical-align: top"
NUMBER = "text-align: right; white-space: nowrap; vertical-align: top"
NUMBERS = ("value", "low", "high", "figures")
"""The columns whose cells are numbers."""


def trace_html(found: Trace) -> str:
    """The address and the value, the line with its words marked, and what is known of them."""
    listed = [
        *(("place", f"{marked(each)}<br>{linked(each)}") for each in words(found)),
        *((name, escape(fact)) for name, fact in facts(found) if fact),
    ]
    title = f"<p><strong>{escape(found.address)}</strong> = {escape(found.shown)}</p>"
    return f"<div>{title}{described(listed)}</div>"


def words(found: Trace) -> tuple[Place, ...]:
    """The places whose words a trace marks."""
    return found.places if found.ground == "words" else ()


def described(facts: Iterable[tuple[str, str]]) -> str:
    """Facts, each HTML, beside their names."""
    pairs = "".join(
        f"<dt><strong>{escape(name)}</strong></dt><dd>{fact}</dd>" for name, fact in facts
    )
    return f"<dl>{pairs}</dl>"


def marked(place: Place) -> str:
    """As much of the line as fits, the words marked."""
    text, column = excerpt(place.text, place.column, len(place.exact))
    end = column + len(place.exact)
    before, exact, behind = (escape(part) for part in (text[:column], text[column:end], text[end:]))
    return f"<q>{before}<mark>{exact}</mark>{behind}</q>"


def linked(place: Place) -> str:
    """The place in the pinned article, and a link to the words in the live one."""
    link = place.link
    if not link.startswith(("https://", "http://")):
        return escape(str(place))
    style = "color: inherit; text-decoration: underline"
    return f'{escape(str(place))}; <a href="{escape(link)}" style="{style}">in the live article</a>'


def source_html(source: Source) -> str:
    """The name of a source, its work, and whether an editor inferred that."""
    named = [f"<strong>{escape(source.name)}</strong>", escape(source.reference)]
    inferred = " [work inferred]" if source.inferred else ""
    return f"<p>{', '.join(filter(None, named))}{inferred}</p>"


def finding_html(found: Finding) -> str:
    """What is compared, what the figures say of each other, and where both stand."""
    listed = [
        (found.finding.replace("_", " "), escape(found.summary)),
        ("note", escape(found.note)),
        ("from", f"{escape(found.left_side)}<br>{escape(found.right_side)}"),
    ]
    title = f"<p><strong>{escape(found.title)}</strong></p>"
    return f"<div>{title}{described(fact for fact in listed if fact[1])}</div>"


def listing_html(frame: pd.DataFrame) -> str:
    """Every cell whole."""
    from ._listing import records

    names = [str(name) for name in frame.columns]
    lines = [[cell(name, escape(record[name])) for name in names] for record in records(frame)]
    return table(names, lines)


def findings_html(frame: pd.DataFrame) -> str:
    """What is compared, the finding with its note, and the addresses of both sides."""
    names = ["finding", "title", "says", "note", "left_side", "right_side"]
    return listing_html(frame[names])


def figures_html(frame: pd.DataFrame) -> str:
    """Each figure in its line, what it may mean, on whose word, and what is known against it."""
    from ._listing import records

    names = names_of_sources()
    lines = [list(figure_cells(figure, names)) for figure in records(frame)]
    header = ["printed", "may mean", "of whom, when", "on whose word", "in the article", "known"]
    return table(header, lines)


def figure_cells(figure: dict[str, str], names: dict[str, str]) -> Iterator[str]:
    """The cells for one figure, which is the name of its line."""
    people = of_whom(figure).replace("_", " ")
    yield f'<th scope="row" style="{PROSE}">{escape(figure["printed"])}</th>'
    means = interval(figure["low"], figure["high"], figure["unit"])
    exactly = hedged(figure["qualifier"], figure["qualifier_printed"])
    yield cell("", "<br>".join(map(escape, filter(None, [means, exactly]))))
    yield cell("", "<br>".join(map(escape, filter(None, [people, figure["period"]]))))
    yield cell("", escape(whose(figure, names)))
    yield cell("", evidence(figure["address"]), "min-width: 12em")
    yield cell("", known(figure), "min-width: 20em")


def whose(figure: dict[str, str], names: dict[str, str]) -> str:
    """Who asserts a figure, and who reports it, if that is not the article itself."""
    asserted, reported = figure["asserted_by"], figure["reported_by"]
    return names[asserted] + (f", reported by {names[reported]}" if reported != ARTICLE else "")


def evidence(address: str) -> str:
    """The words of a figure in their line, with their place."""
    return "<br>".join(f"{marked(each)}<br>{linked(each)}" for each in words(trace(address)))


def known(figure: dict[str, str]) -> str:
    """What an editor notes beside a figure, and what is found, as a list."""
    told = [figure["note"], *against(trace(figure["address"]).findings)]
    said = "".join(f"<li>{escape(each)}</li>" for each in told if each)
    return f"<ul>{said}</ul>" if said else ""


def cell(name: str, content: str, width: str = "") -> str:
    """A cell of a table; a number is flush right."""
    style = "; ".join(filter(None, [NUMBER if name in NUMBERS else PROSE, width]))
    return f'<td style="{style}">{content}</td>'


def table(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table of cells that are HTML, below the names of its columns."""
    named = "".join(f'<th scope="col" style="{PROSE}">{escape(name)}</th>' for name in header)
    body = "".join(f"<tr>{''.join(line)}</tr>" for line in lines)
    return f"<table><thead><tr>{named}</tr></thead><tbody>{body}</tbody></table>"
