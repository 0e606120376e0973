"""Every numeral of the article -> the figure, the date or the exclusion that accounts for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .article import Article, Excerpt
from .definition import Definition, Strict
from .numerals import numerals
from .refusal import Refusal
from .table import Cell, Row, Table

FILE = "scripts/article/not_figures.toml"
EXCLUDED = "excluded"
"""The disposition of a numeral that is neither a figure nor a date; those are listed first."""


class Exclusion(Strict):
    """A numeral that is neither a figure nor a date of a table, and why."""

    section: str
    quote: str
    numeral: str
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Some characters, and what accounts for the numerals in them."""

    excerpt: Excerpt
    disposition: str
    by: str
    reason: str | None = None


def account(
    article: Article,
    tables: Iterable[Table],
    exclusions: Mapping[str, Exclusion],
    definition: Definition,
) -> Table:
    """One row for each numeral; refuses one that nothing, or more than one thing, accounts for."""
    excluded = [exclude(article, name, exclusion) for name, exclusion in exclusions.items()]
    claims = [claim for table in tables for claim in claims_of(table)]
    claimed = characters([*claims, *excluded])
    found = list(numerals(article))
    check_exclusions(excluded, found)
    check_accounted(found, claimed)
    rows = [row(numeral, claimed[numeral.start]) for numeral in found]
    rows.sort(key=lambda cells: cells["disposition"].value != EXCLUDED)  # so ten rows show a reason
    return Table(definition, tuple(rows))


def claims_of(table: Table) -> Iterable[Claim]:
    """Yield what the cells of a table account for."""
    for name, field in table.definition.fields.items():
        for cells in table.rows if field.counts_as else ():
            excerpt = cells[name].excerpt
            if excerpt is not None and field.counts_as is not None:
                address = f"{table.name}/{table.key(cells)}/{name}"
                yield Claim(excerpt, field.counts_as, address)


def exclude(article: Article, name: str, exclusion: Exclusion) -> Claim:
    """Make the claim of an exclusion, once its quotation and its numeral are found."""
    by = f"{FILE}, {name}"
    try:
        quotation = article.section(exclusion.section).find(exclusion.quote)
        return Claim(quotation.find(exclusion.numeral), EXCLUDED, by, exclusion.reason)
    except Refusal as refusal:
        raise Refusal(f"{by}: {refusal}") from None


def characters(claims: Iterable[Claim]) -> dict[int, Claim]:
    """Map each character to the claim on it; refuse two that dispose of it differently."""
    claimed: dict[int, Claim] = {}
    for claim in claims:
        for offset in range(claim.excerpt.start, claim.excerpt.end):
            other = claimed.setdefault(offset, claim)
            if other.disposition != claim.disposition:
                raise Refusal(
                    f"{claim.by} takes {claim.excerpt.exact!r} as {claim.disposition}, "
                    f"{other.by} as {other.disposition} ({claim.excerpt.place})"
                )
    return claimed


def check_exclusions(excluded: Iterable[Claim], found: Iterable[Excerpt]) -> None:
    """Refuse an exclusion of what is no numeral."""
    spans = {(numeral.start, numeral.end) for numeral in found}
    for claim in excluded:
        if (claim.excerpt.start, claim.excerpt.end) not in spans:
            raise Refusal(f"{claim.by}: {claim.excerpt.exact!r} is no numeral; delete the entry")


def check_accounted(found: Iterable[Excerpt], claimed: Mapping[int, Claim]) -> None:
    """Refuse numerals that no claim, or no one kind of claim, covers from end to end."""
    left_over = [
        f"{numeral.place}: {numeral.exact!r} is neither transcribed nor excluded"
        for numeral in found
        if len({disposition(offset, claimed) for offset in range(numeral.start, numeral.end)}) > 1
        or numeral.start not in claimed
    ]
    if left_over:
        raise Refusal(
            f"{'; '.join(left_over)}; add an entry that quotes it to a table in scripts/article/, "
            f"or, if it is no figure, to {FILE}"
        )


def disposition(offset: int, claimed: Mapping[int, Claim]) -> str | None:
    """Return what became of one character."""
    return claimed[offset].disposition if offset in claimed else None


def row(numeral: Excerpt, claim: Claim) -> Row:
    """One row of the ledger."""
    return {
        "char_start": Cell(numeral.start),
        "char_end": Cell(numeral.end),
        "exact": Cell(numeral.exact),
        "line": Cell(numeral.line),
        "disposition": Cell(claim.disposition),
        "reason": Cell(claim.reason),
    }
