"""Write the table ``figures``: one row for each figure that the article prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from transcription.article import Article, Excerpt
from transcription.definition import Definition
from transcription.refusal import Refusal
from transcription.sentences import containing, section_of, sentences
from transcription.table import Cell, Row, Table

from .bounds import published
from .claims import first_printings, links
from .expression import Cells, quantities
from .figures import Tables, counting, narrowing, speaker, statements, words_column

VARYING = ("measure", "population", "period", "asserted_by")
"""The columns in which printings of one claim may differ, besides those that narrow the count."""
VOICES = ("asserted_by", "reported_by")


@dataclass(frozen=True, slots=True)
class Printing:
    """A figure where it is printed: its address, its words, what its row or table says of it."""

    address: str
    slug: str
    words: Excerpt
    around: str
    says: Mapping[str, Any]


def figure_table(
    article: Article, tables: Tables, findings: Table, definition: Definition
) -> Table:
    """List every figure in the order of the article, with its claim, its topic and its words."""
    check_topics(findings.definition, definition)
    printings = sorted(
        [*stated(article, tables), *drawn(tables)], key=lambda one: one.says["place"]
    )
    linked = links(tables, findings.rows)
    firsts = first_printings([one.address for one in printings], linked)
    claims: dict[str, list[Printing]] = {}
    for one in printings:
        claims.setdefault(firsts[one.address], []).append(one)
    cells, rows = quantities(tables), []
    for one in printings:
        claim = claims[firsts[one.address]]
        check_claim(claim, findings.definition)
        values = {
            **one.says,
            **of_claim(claim, tables),
            **of_printing(article, one, cells, tables, findings),
        }
        rows.append({name: Cell(values[name]) for name in definition.fields})
    return Table(definition, tuple(rows))


def arrange(tables: Tables) -> dict[str, Table]:
    """Put the rows of each table into the order in which it is published."""
    claims: dict[str, None] = dict.fromkeys(str(one) for one in tables["figures"].column("claim"))
    order = {claim: n for n, claim in enumerate(claims)}
    place = {
        str(row["figure"].value).split("/")[1]: order[str(row["claim"].value)]
        for row in tables["figures"].rows
    }
    return {name: arranged(table, place) for name, table in tables.items()}


def arranged(table: Table, place: Mapping[str, int]) -> Table:
    """Sort the rows of one table by a column or by claim, if its definition asks for it."""
    order = table.definition.order
    if order is None:
        return table
    if order == "claim":
        rows = sorted(table.rows, key=lambda row: place[table.key(row)])
    else:
        rows = sorted(table.rows, key=lambda row: str(row[order].value))
    return Table(table.definition, tuple(rows), table.readings)


def check_topics(findings: Definition, figures: Definition) -> None:
    """Refuse a measure without a topic, or with an unknown one."""
    known = figures.fields["topic"].vocabulary
    for name, measure in findings.measures.items():
        if measure.topic not in known:
            raise Refusal(
                f"{findings.spot('measures')}.{name}: the topic is {measure.topic!r}; "
                f"there are {', '.join(known)}"
            )


def check_claim(claim: Sequence[Printing], findings: Definition) -> None:
    """Refuse a claim whose printings differ in value or in topic."""
    first, *others = claim
    for one in others:
        for name, (this, that) in {
            "value": (one.says["value"], first.says["value"]),
            "topic": (topic_of(one, findings), topic_of(first, findings)),
        }.items():
            if this != that:
                raise Refusal(
                    f"{one.address}: its {name} is {this}, but that of {first.address}, which it "
                    f"is said to repeat, is {that}; correct repeats, or the check of kind repeat"
                )


def topic_of(printing: Printing, findings: Definition) -> str | None:
    """Return the topic of a figure."""
    return findings.measures[printing.says["measure"]].topic


def of_printing(
    article: Article, printing: Printing, cells: Cells, tables: Tables, findings: Table
) -> dict[str, Any]:
    """Say what one printing adds: names, topic, bounds and place."""
    says, relations = printing.says, findings.definition.populations
    number = cells.get(printing.address)
    return {
        "figure": printing.address,
        "topic": topic_of(printing, findings.definition),
        "compared_as": relations[says["population"]].same_as or says["population"],
        "printed": printing.words.exact,
        "printed_low": published(number.low) if number else None,
        "printed_high": published(number.high) if number else None,
        **{f"{voice}_name": speaker(says[voice], tables) for voice in VOICES if says.get(voice)},
        "section": section_of(article, printing.words),
        "line": printing.words.line,
        "sentence": printing.around,
    }


def of_claim(claim: Sequence[Printing], tables: Tables) -> dict[str, Any]:
    """Say what all printings of a claim share: its key, where they differ, the work behind it."""
    columns = [*VARYING[:2], *narrowing(statements(tables)), *VARYING[2:]]
    varying = [name for name in columns if len({one.says.get(name) for one in claim}) > 1]
    return {
        "claim": claim[0].slug,
        "varies": "; ".join(varying) or None,
        "work": work_behind(claim, tables),
    }


def work_behind(claim: Iterable[Printing], tables: Tables) -> str | None:
    """Find the first work among the speakers of a claim, a named one before an inferred one."""
    field = statements(tables).definition.fields["asserted_by"]
    sources = tables[field.references.table] if field.references else None
    if sources is None or "csl_type" not in sources.definition.fields:
        return None
    rows = {sources.key(row): row for row in sources.rows}
    spoken = [one.says[voice] for one in claim for voice in VOICES if one.says.get(voice)]
    works = [key for key in spoken if rows[key]["csl_type"].value and key != field.default]
    return min(works, key=lambda key: bool(rows[key]["inferred"].value), default=None)


def stated(article: Article, tables: Tables) -> Iterator[Printing]:
    """Yield the figures of the statements."""
    table, found = statements(tables), sentences(article)
    name, words = counting(table), words_column(table)
    for row in table.rows:
        number, excerpt = row[name], row[words].excerpt
        if excerpt is None:
            raise Refusal(f"{table.name}/{table.key(row)}/{words}: no words carry the figure")
        sentence = containing(found, excerpt)
        yield Printing(
            address=f"{table.name}/{table.key(row)}/{words if number.value is None else name}",
            slug=table.key(row),
            words=excerpt,
            around=sentence.excerpt.exact if sentence else excerpt.exact,
            says={
                **{column: cell.value for column, cell in row.items()},
                "value": number.value,
                "place": (excerpt.start, number.excerpt.start if number.excerpt else 0),
            },
        )


def drawn(tables: Tables) -> Iterator[Printing]:
    """Yield the figures of the drawn tables."""
    for table in tables.values():
        for name, field in table.definition.fields.items():
            for row in table.rows if field.measure else ():
                excerpt = row[name].excerpt
                if excerpt is None:
                    continue
                yield Printing(
                    address=f"{table.name}/{table.key(row)}/{name}",
                    slug=slug(table.name, table.key(row), name),
                    words=excerpt,
                    around=" | ".join(printed_cells(table, row)),
                    says=says_of_cell(table, row, name, tables),
                )


def says_of_cell(table: Table, row: Row, name: str, tables: Tables) -> dict[str, Any]:
    """Say of a cell of a drawn table what a statement says of its figure."""
    stating = statements(tables).definition.fields
    field, excerpt = table.definition.fields[name], row[name].excerpt
    of_table = {role: cell.value for role, cell in table.readings}
    of_row = table.definition.populations_of_rows.get(table.key(row))
    return {
        **{column: other.default for column, other in stating.items()},
        **{column: next(iter(reading)) for column, reading in field.narrowed.items()},
        **{column: cell.value for column, cell in row.items() if column in stating},
        **{voice: of_table[voice] for voice in VOICES},
        "measure": of_table[name],
        "population": of_row or of_table["population"],
        "unit": field.unit,
        "value": row[name].value,
        "place": (excerpt.start if excerpt else 0, 0),
    }


def printed_cells(table: Table, row: Row) -> Iterator[str]:
    """Yield the cells of a drawn row as printed, with what a blank one repeats."""
    for name in table.definition.of_origin("transcribed"):
        excerpt = row[name].excerpt
        yield excerpt.exact if excerpt else ""


def slug(*parts: str) -> str:
    """Write names as one key in small letters."""
    return re.sub("[^a-z0-9]+", "-", " ".join(parts).lower()).strip("-")
