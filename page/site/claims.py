"""A claim, wherever the article prints it -> what its page says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten

from markupsafe import Markup, escape

from german_pows_ussr._figures import merge_printings
from german_pows_ussr._findings import Finding, findings_of
from german_pows_ussr._package import Address, cells_of, package
from german_pows_ussr._table import Row
from german_pows_ussr._text import grouped

from .printing import Printing

KEY = re.compile(r"\b[a-z]+(?:-[a-z0-9]+)+\b")
MILLION, TEN_THOUSAND = 1_000_000, 10_000


@dataclass(frozen=True)
class Claim:
    """One count.

    Attributes:
        key: the address of its page, and its key in ``figures``.
        row: the printing nearest to its speaker, with what is common to all.
        printings: all of them, in the order of the article.
        found: its comparisons with other figures.

    """

    key: str
    row: Row
    printings: tuple[Printing, ...]
    found: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """The claim as a sentence."""
        return self.row["says"]

    @property
    def description(self) -> str:
        """What the preview of a link shows below the sentence: a doubt, and the words."""
        doubts = [f"This figure {found[0].says}." for _, found in self.disputes]
        doubt = (doubts or ["No other figure of the article contradicts it."])[0]
        first = min(self.printings, key=lambda one: one.in_table)
        where = "In a table of the article" if first.in_table else "In the article"
        words = shorten(first.row["sentence"].replace(" | ", ", "), 200, placeholder=" …")
        return f"{doubt.replace('figure computed', 'figure, computed')} {where}: “{words}”"

    @property
    def entries(self) -> tuple[str, ...]:
        """The numbers under which the search finds it: as printed, in digits, in millions."""
        texts = [one.row[name] for one in self.printings for name in ("printed", "amount")]
        if self.row["value"]:
            number, value = grouped(self.row["value"]), float(self.row["value"])
            texts += [number, number.replace(",", "")]
            if value >= MILLION and not value % TEN_THOUSAND:
                texts.append(f"{value / MILLION:g} million")
        return tuple(dict.fromkeys(texts))

    @property
    def disputes(self) -> list[tuple[Row, list[Finding]]]:
        """The disputes over it, those that no reading settles first, each with its comparisons."""
        return [
            (row, sorted(found, key=lambda one: bool(one.cause)))
            for row in package().rows("disputes")
            if (found := [one for one in self.found if one.dispute == row["dispute"]])
        ]

    @property
    def undisputed(self) -> list[Finding]:
        """The comparisons that belong to no dispute."""
        return [one for one in self.found if not one.dispute]

    @property
    def resting(self) -> list[str]:
        """The keys of the claims that rest on it."""
        rows = package().rows("figures")
        return [row["claim"] for row in rows if self.key in row["rests_on"].split("; ")]

    def others(self, finding: Finding) -> list[str]:
        """Return the keys of the other claims that a comparison names."""
        figures = package().table("figures").by("figure")
        cells = cells_of(finding.left_side) + cells_of(finding.right_side)
        named = dict.fromkeys(figures[cell][0]["claim"] for cell in cells if cell in figures)
        return [key for key in named if key != self.key]


def claims() -> dict[str, Claim]:
    """Return every claim by its key, in the order of the article."""
    return {key: claim(key, rows) for key, rows in package().table("figures").by("claim").items()}


def claim(key: str, rows: tuple[Row, ...]) -> Claim:
    """Gather what is known of a claim."""
    shown = merge_printings(rows)
    found = findings_of(Address.parse(shown["figure"]))
    return Claim(key, shown, tuple(map(Printing, rows)), tuple(found))


def link_keys(text: str, root: str) -> Markup:
    """Replace the keys of statements in a note by their numbers, which lead to their pages."""
    figures = package().table("figures").by("figure")

    def link(key: re.Match[str]) -> str:
        for row in figures.get(f"statements/{key[0]}/value", ()):
            return f'<a href="{root}figures/{row["claim"]}/index.html">{escape(row["amount"])}</a>'
        return key[0]

    return Markup(KEY.sub(link, str(escape(text))))  # noqa: S704 - escaped
