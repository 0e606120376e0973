"""Write the table ``answers``: one row for each question that people ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from transcription.definition import Definition
from transcription.refusal import Refusal
from transcription.table import Cell, Table, Value
from transcription.wording import Question

from .assumptions import SEPARATOR
from .dependence import Claim, claims_of, dependence
from .disputes import split
from .expression import quantities
from .figures import Tables
from .words import number

PLACE = re.compile(r"\{([^{}]*)\}")
"""An address in braces, or the name of an end of the counts."""
TYPED = re.compile(r"\b(?!(?:18|19|20)\d\d\b)\d[\d,.]*\b")
"""A number that is no year."""
TEXTS = ("question", "answer", "not_known")


def answer_table(tables: Tables, definition: Definition) -> Table:
    """Write one row for each question, in the order of the topics."""
    for topic, fault in faults(tables, definition):
        raise Refusal(f"{definition.spot(f'answers.{topic}')}: {fault}")
    claims, numbers = claims_of(tables["figures"]), numbers_of(tables)
    rows = []
    for topic, question in definition.answers.items():
        spot = definition.spot(f"answers.{topic}")
        about = [claim for claim in claims.values() if claim.text("topic") == topic]
        answering, others = own_counts(about, question)
        if not answering:
            raise Refusal(f"{spot}: no count answers it; correct measures, population or period")
        ends = {"greatest": answering[0].text("amount"), "least": answering[-1].text("amount")}
        values: dict[str, Value] = {
            "topic": topic,
            "period": question.period,
            "counts": len(answering),
            "figures": sum(len(claim.printings) for claim in about),
            "claims": keys(answering),
            "other_claims": keys(others),
            "derived": SEPARATOR.join(question.derived) or None,
            "dependence": dependence(answering, about, claims),
            "assumes": assumed(topic, tables),
            **{n: with_numbers(getattr(question, n), numbers | ends, spot) for n in TEXTS},
        }
        rows.append({column: Cell(values[column]) for column in definition.fields})
    return Table(definition, tuple(rows))


def faults(tables: Tables, definition: Definition) -> Iterator[tuple[str, str]]:
    """Yield the topics without an entry, unknown ones, and entries that name no finding."""
    asked, listed = definition.answers, [*definition.fields["topic"].vocabulary]
    disputed = set(tables["disputes"].column("topic")) if "disputes" in tables else set()
    for topic in sorted({*asked, *listed} | set(map(str, disputed))):
        if topic not in asked:
            yield topic, "the topic has no entry; write its question"
        elif topic not in listed or topic not in tables["figures"].column("topic"):
            yield topic, "no figure has this topic, or the vocabulary of fields.topic lacks it"
    for topic, question in asked.items():
        for key in question.derived:
            if key not in tables["findings"].column("comparison"):
                yield topic, f"no finding has the key {key!r}"


def own_counts(about: Sequence[Claim], question: Question) -> tuple[list[Claim], list[Claim]]:
    """Divide the counts that rest on no other into those that answer and others, largest first."""
    own = [each for each in about if not each.text("rests_on") and each.is_of(question.period)]
    own.sort(key=lambda claim: -claim.number)
    answering = [claim for claim in own if claim.counts(question)]
    return answering, [claim for claim in own if not claim.counts(question)]


def keys(claims: Sequence[Claim]) -> str | None:
    """Join the keys of claims."""
    return SEPARATOR.join(claim.text("claim") for claim in claims) or None


def numbers_of(tables: Tables) -> dict[str, str]:
    """Map the cells with a number by address: figures as printed, others with their unit."""
    computed = {name: number(each.value, each.unit) for name, each in quantities(tables).items()}
    rows = tables["figures"].rows
    return computed | {str(row["figure"].value): str(row["printed"].value) for row in rows}


def with_numbers(text: str, numbers: Mapping[str, str], spot: str) -> str:
    """Put numbers in the place of addresses; refuse one that is typed."""
    if typed := TYPED.search(PLACE.sub("", text)):
        raise Refusal(f"{spot}: {typed[0]!r} is typed; write the address of its cell in braces")
    for address in PLACE.findall(text):
        if address not in numbers:
            raise Refusal(f"{spot}: no number stands at {address!r}")
    return PLACE.sub(lambda match: numbers[match[1]], text)


def assumed(topic: str, tables: Tables) -> str | None:
    """Say what the disputes of a topic assume, each assumption once."""
    rows = tables["disputes"].rows if "disputes" in tables else ()
    cells = [row["assumes"].value for row in rows if row["topic"].value == topic]
    terms = tables["findings"].definition.assumptions
    names = dict.fromkeys(name for cell in cells for name in split(cell))
    that = [f"that {terms[name].that}" for name in names]
    return f"The comparisons assume {', and '.join(that)}." if that else None
