"""Put the numbers of cells into the texts of an editor."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping

from transcription.refusal import Refusal

from .expression import quantities
from .figures import Tables
from .words import number

PLACE = re.compile(r"\{([^{}]*)\}")
"""An address in braces, or another name of a number."""
TYPED = re.compile(
    rf"\b(?!\d\d? (?:{'|'.join(month_name[1:])}) \d{{4}}\b|(?:18|19|20)\d\d\b)\d[\d,.]*\b"
)
"""A number that is no date."""


def numbers_of(tables: Tables) -> dict[str, str]:
    """Map the cells with a number by address: figures as printed, others with their unit."""
    computed = {name: number(each.value, each.unit) for name, each in quantities(tables).items()}
    rows = tables["figures"].rows
    return computed | {str(row["figure"].value): str(row["printed"].value) for row in rows}


def with_numbers(text: str, numbers: Mapping[str, str], spot: str) -> str:
    """Put numbers in the place of addresses."""
    for address in PLACE.findall(text):
        if address not in numbers:
            raise Refusal(f"{spot}: no number stands at {address!r}")
    if re.search("[{}]", PLACE.sub("", text)):
        raise Refusal(f"{spot}: a brace is left open in {text[:80]!r}; close it")
    return PLACE.sub(lambda match: numbers[match[1]], text)


def check_untyped(text: str, spot: str) -> None:
    """Refuse a number that is typed."""
    if typed := TYPED.search(PLACE.sub("", text)):
        raise Refusal(f"{spot}: {typed[0]!r} is typed; write the address of its cell in braces")
