"""Write the table ``answers``: one row for each question that people ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from transcription.definition import Definition
from transcription.refusal import Refusal
from transcription.table import Cell, Row, Table, Value
from transcription.wording import Question

from .assumptions import SEPARATOR
from .dependence import Claim, claims_of, dependence
from .disputes import split
from .figures import Tables, narrowing, statements
from .pairs import days
from .texts import PLACE, check_untyped, numbers_of, with_numbers

TEXTS = ("question", "answer", "not_known")


def answer_table(tables: Tables, definition: Definition) -> Table:
    """Write one row for each question, in the order of the topics."""
    for topic, fault in faults(tables, definition):
        raise Refusal(f"{definition.spot(f'answers.{topic}')}: {fault}")
    claims, numbers = claims_of(tables["figures"]), numbers_of(tables)
    rows = [answer_row(each, claims, numbers, tables, definition) for each in definition.answers]
    return Table(definition, tuple(rows))


def answer_row(
    topic: str,
    claims: Mapping[str, Claim],
    numbers: dict[str, str],
    tables: Tables,
    definition: Definition,
) -> Row:
    """Answer one question."""
    spot, question = definition.spot(f"answers.{topic}"), definition.answers[topic]
    about = [claim for claim in claims.values() if claim.text("topic") == topic]
    try:
        days(question.period)
    except ValueError as error:
        raise Refusal(f"{spot}: {error}; correct the period") from error
    answering, others = own_counts(about, question)
    stating = statements(tables)
    article = stating.definition.fields["asserted_by"].default
    counts = [claim for claim in answering if claim.is_count(str(article))]
    if not counts:
        raise Refusal(f"{spot}: no count answers it; correct measures, population or period")
    ends = {"greatest": counts[0].text("amount"), "least": counts[-1].text("amount")}
    values: dict[str, Value] = {
        "topic": topic,
        "period": question.period,
        "counts": len(counts),
        "figures": sum(len(claim.printings) for claim in about),
        "claims": keys(answering),
        "other_claims": keys(with_named(others, answering, about, question)),
        "derived": SEPARATOR.join(question.derived) or None,
        "dependence": dependence(answering, about, claims, narrowing(stating)),
        "assumes": assumed(topic, question, tables),
    }
    for name in TEXTS:
        text = getattr(question, name)
        check_untyped(text, spot)
        values[name] = with_numbers(text, numbers | ends, spot)
    return {column: Cell(values[column]) for column in definition.fields}


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


def with_named(
    others: Sequence[Claim],
    answering: Sequence[Claim],
    about: Sequence[Claim],
    question: Question,
) -> list[Claim]:
    """Add to the other claims of a topic those that the texts name, largest first."""
    named = {name for text in TEXTS for name in PLACE.findall(getattr(question, text))}
    found = [
        claim
        for claim in about
        if claim in others or (claim not in answering and named & claim.addresses)
    ]
    return sorted(found, key=lambda claim: -claim.number)


def keys(claims: Sequence[Claim]) -> str | None:
    """Join the keys of claims."""
    return SEPARATOR.join(claim.text("claim") for claim in claims) or None


def assumed(topic: str, question: Question, tables: Tables) -> str | None:
    """Say what the disputes and the derived figures of a topic assume, each assumption once."""
    disputes, findings = tables.get("disputes"), tables["findings"]
    rows = [row for row in disputes.rows if row["topic"].value == topic] if disputes else []
    rows += [row for row in findings.rows if row["comparison"].value in question.derived]
    names = dict.fromkeys(name for row in rows for name in split(row["assumes"].value))
    that = [f"that {findings.definition.assumptions[name].that}" for name in names]
    return f"It is assumed {', and '.join(that)}." if that else None
