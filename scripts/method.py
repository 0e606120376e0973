"""Write the generated parts of the method document: what is compared, and how far coders agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coding.agreement import Agreement, agreement
from coding.coders import Codings
from coding.disagreements import Settled, Settlement, disagreements, text
from metadata.parts import as_code, as_markdown
from publication.documents import markdown_table, with_block
from reconciliation.pairs import PairCounts, check_pairs
from transcription.table import Table

METHOD = "docs/method.md"


def method_blocks(
    tables: Mapping[str, Table], codings: Codings | None, settlements: Mapping[str, Settlement]
) -> dict[str, str]:
    """Write the generated blocks of the method document: what is checked, and how far coders agree.

    A difference between coders that nobody has settled is refused here.
    """
    blocks = {"pairs": pairs_block(check_pairs(tables, tables["findings"]))}
    if codings is None:
        return blocks
    coders, statements = codings.coders, tables["statements"]
    agreed = agreement(tables["codings"], statements, coders)
    found = disagreements(tables["codings"], statements, coders, settlements)
    return blocks | {
        "agreement": agreement_block(agreed),
        "disagreements": disagreements_block(found),
    }


def with_method(method: str, blocks: Mapping[str, str]) -> str:
    """Replace the generated blocks of the method document."""
    for name, content in blocks.items():
        method = with_block(method, name, content, METHOD)
    return method


def pairs_block(counts: PairCounts) -> str:
    """Say how many pairs of figures are compared, and how many are not, for which reason."""
    rows = [
        [as_code(name), str(counts.reasons[name]), as_markdown(why)]
        for name, why in counts.meanings.items()
    ]
    return (
        f"{counts.total:,} pairs of figures have one measure and unit. {counts.declared} are "
        f"compared by a check that an editor declared, {counts.made + counts.trivial} by one "
        f"that the build made; {counts.trivial} of these say only that a part is not more than "
        f"its whole, and are not published. {sum(counts.reasons.values())} are not compared:\n\n"
        + markdown_table(["reason", "pairs", "why"], rows, ["---", "---:", "---"])
    )


def agreement_block(found: Sequence[Agreement]) -> str:
    """Show how far the coders agree, a row for each field."""
    header = [
        "Field",
        "Figures",
        *(f"{one} = {other}" for one, other in found[0].alike),
        "Unlike",
        "Alpha",
        "95% interval",
    ]
    rows = [
        [
            as_code(each.field),
            str(each.items),
            *map(str, each.alike.values()),
            str(each.unlike),
            "undefined" if each.alpha is None else f"{float(each.alpha):.3f}",
            "" if each.interval is None else "{:.2f} to {:.2f}".format(*each.interval),
        ]
        for each in found
    ]
    return markdown_table(header, rows, ["---", *["---:"] * (len(header) - 1)])


def disagreements_block(found: Sequence[Settled]) -> str:
    """Show each rule with the cells that it settles."""
    by_rule: dict[str, list[Settled]] = {}
    for each in found:
        by_rule.setdefault(each.settlement.rule, []).append(each)
    return "\n\n".join(
        f"*{as_markdown(rule)}*\n\n{settled_cells(rows)}" for rule, rows in by_rule.items()
    )


def settled_cells(rows: Sequence[Settled]) -> str:
    """Show the cells that one rule settles: address, readings, decision."""
    lines = [
        [
            as_code("/".join(each.difference.place)),
            *(value_as_code(text(value)) for value in each.difference.written.values()),
            value_as_code(text(each.difference.published)),
            as_markdown(each.settlement.decision),
        ]
        for each in rows
    ]
    header = ["cell", *rows[0].difference.written, "published", "decision"]
    return markdown_table(header, lines)


def value_as_code(value: str | None) -> str:
    """Format a value as code; name an empty cell as such."""
    return "(empty)" if value is None else as_code(value)
