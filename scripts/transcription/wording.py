"""What a knowledge file says of how figures are put into words, and answers made of them."""

from __future__ import annotations

import msgspec


class Wording(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How a figure is put into a sentence: by its measure, or by its claim where that fits better.

    A sentence has places for {amount}, {people}, {where} and {when}; for {numeral} instead of
    {amount} where it has the hedge itself. People are called by their population, or by the address
    of a figure. Terms and sources that are not listed are called what they are called elsewhere.
    """

    measures: dict[str, str] = {}
    claims: dict[str, str] = {}
    people: dict[str, str] = {}
    where: dict[str, str] = {}
    qualifiers: dict[str, str] = {}
    speakers: dict[str, str] = {}


class Question(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A question, and what counts as an answer: measures of a population, perhaps at a time.

    In its texts an address in braces stands for the number in that cell, {least} and {greatest} for
    the least and the greatest of the counts that answer. ``derived`` are findings shown beside.
    """

    question: str
    answer: str
    measures: list[str]
    population: str
    not_known: str
    period: str | None = None
    derived: list[str] = []
