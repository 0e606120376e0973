"""Read a knowledge file in TOML into a checked definition; refuse an unknown or mistyped key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from .definition import Definition, Field, Term
from .derivation import RULES
from .lock import CONFIRM
from .readers import READERS
from .refusal import Refusal
from .text import check_texts, text_of

T = TypeVar("T")


def read_knowledge(path: Path, kind: type[T], **given: Any) -> T:
    """Read the knowledge file ``path`` as a ``kind``, and add what the file does not say."""
    file = f"scripts/article/{path.name}"
    text = text_of(path, file)
    content = parsed(file, text)
    check_texts(file, content)
    try:
        return msgspec.convert(content | given, kind)
    except msgspec.ValidationError as error:
        raise Refusal(f"{file}{line_of_key(text, str(error))}: {error}") from None


def parsed(file: str, text: str) -> dict[str, Any]:
    """Parse a TOML file; refuse one that Python cannot or will not read."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"{file}: {error}") from None
    except RecursionError:
        raise Refusal(f"{file}: brackets are nested too deeply; no entry needs that") from None
    except ValueError:
        raise Refusal(f"{file}: a number has thousands of digits; correct it") from None


def read_lock(path: Path, required: bool) -> dict[str, list[str]]:
    """Read the sentences that an editor has read, by their digests, each with its rows."""
    if not path.is_file():
        if not required:
            return {}
        raise Refusal(f"scripts/article/{path.name} is missing; restore it, or {CONFIRM}all")
    return read_knowledge(path, dict[str, list[str]])


def lend_vocabularies(definitions: Mapping[str, Definition]) -> None:
    """Give each column that takes its terms from another table that table's vocabulary."""
    for definition in definitions.values():
        for name, field in definition.fields.items():
            if field.terms_of is None:
                continue
            lender = definitions.get(field.terms_of)
            if lender is None or not (name in lender.fields and lender.fields[name].vocabulary):
                spot = definition.spot(f"fields.{name}")
                raise Refusal(f"{spot}: {field.terms_of}/{name} has no vocabulary to take terms of")
            lent = {
                term: Term(description=meaning.description)
                for term, meaning in lender.fields[name].vocabulary.items()
            }
            field.vocabulary = lent | field.vocabulary


def line_of_key(text: str, message: str) -> str:
    """Find the line of a key that a message quotes, if one line alone begins with it."""
    lines = text.splitlines()
    for name in re.findall(r"`(?:\$\.)?(\w+)`", message):
        found = [n for n, line in enumerate(lines, 1) if line.startswith(f"{name} =")]
        if len(found) == 1:
            return f" line {found[0]}"
    return ""


def read_definition(path: Path) -> Definition:
    """Read the definition of the table that ``path`` is named after."""
    file = f"scripts/article/{path.name}"
    lines = text_of(path, file).splitlines()
    headers = {
        line.strip("[]").removeprefix("passages."): n
        for n, line in enumerate(lines, 1)
        if line.startswith("[")
    }
    definition = read_knowledge(path, Definition, name=path.stem, file=file, headers=headers)
    check_definition(definition)
    for name, field in definition.fields.items():
        check_field(definition, f"fields.{name}", field)
    definition.rows |= rows_of_passages(definition)
    return definition


def rows_of_passages(definition: Definition) -> dict[str, dict[str, Any]]:
    """Collect the entries below their passages, each with what it shares with its neighbours."""
    rows: dict[str, dict[str, Any]] = {}
    for passage in definition.passages:
        shared = {name: value for name, value in passage.items() if name != "rows"}
        entries = passage.get("rows", {})
        check_passage(definition, shared, entries)
        for key, given in entries.items():
            if key in rows:
                raise Refusal(f"{definition.spot(f'rows.{key}')}: the key stands in two passages")
            rows[key] = shared | given
    return rows


def check_passage(definition: Definition, shared: dict[str, Any], entries: dict[str, Any]) -> None:
    """Refuse a passage without rows, and a shared reading that each of its rows overrules."""
    quote = shared.get("quote")
    if not entries:
        raise Refusal(f"{definition.file}: the passage {quote!r} has no rows")
    for name in shared:
        if all(name in given for given in entries.values()):
            spot = definition.spot(f"rows.{next(iter(entries))}")
            raise Refusal(f"{spot}: no row uses {name} of the passage {quote!r}; delete it there")


def check_definition(definition: Definition) -> None:
    """Refuse a table with a key that there is not, or with two ways to its rows."""
    for name in definition.primary_key:
        check_name(definition, "primary_key", name)
    if definition.order not in (None, "claim"):
        check_name(definition, "order", str(definition.order))
    ways = (definition.markup, definition.rows, definition.passages, definition.checks)
    if sum(map(bool, ways)) > 1:
        raise Refusal(
            f"{definition.file}: a table has either markup, or rows, or passages, or checks"
        )
    if definition.markup and not (definition.attribution and definition.population):
        raise Refusal(
            f"{definition.file}: a drawn table has an attribution and a population; say whose "
            "figures it holds, and of whom"
        )


def check_field(definition: Definition, header: str, field: Field) -> None:
    """Refuse a field whose cells could not come about, or that names what there is not."""
    for reader in field.readers:
        if reader not in READERS:
            known = ", ".join(READERS)
            raise Refusal(f"{definition.spot(header)}: no reader {reader!r}; there are {known}")
    faults = faults_of_origin(definition, field) | faults_of_form(definition, field)
    for fault, is_so in faults.items():
        if is_so:
            raise Refusal(f"{definition.spot(header)}: {fault}")
    inputs = field.derivation.of if field.derivation else []
    named = [field.unit_field, field.parsed_from, field.evidence_from, field.sums_by]
    named.append(field.bounds.of if field.bounds else None)
    for name in [*inputs, *filter(None, named)]:
        check_name(definition, header, name)


def faults_of_origin(definition: Definition, field: Field) -> dict[str, bool]:
    """List what may be wrong with how the cells of a field come about, and whether it is."""
    drawn = definition.markup is not None
    computed = not (drawn or definition.rows or definition.passages)
    curated, transcribed = field.origin == "curated", field.origin == "transcribed"
    return {
        "a field has readers if, and only if, it is transcribed": (
            transcribed != bool(field.readers)
        ),
        "a field has a derivation if, and only if, it is derived": (
            (field.origin == "derived") != bool(field.derivation)
        ),
        "the rule of its derivation must be one of " + ", ".join(RULES): (
            field.derivation is not None
            and not (computed or field.bounds)
            and field.derivation.rule not in RULES
        ),
        "a curated column of a drawn table, and no other, has either by_row or for_all": (
            (curated and drawn) != (bool(field.by_row) != bool(field.for_all))
            or bool(field.by_row and field.for_all)
        ),
        "empty_in is for columns with by_row that may be empty": (
            bool(field.empty_in) and (not field.by_row or field.constraints.required)
        ),
        "a column with by_row has knowledge, or is evidence_from another": (
            bool(field.by_row) and not (field.knowledge or field.evidence_from)
        ),
        "parsed_from and counts_as are for transcribed fields": (
            bool(field.parsed_from or field.counts_as) and not transcribed
        ),
        "default, evidence_from and knowledge are for curated fields": (
            {field.default, field.evidence_from, field.knowledge} != {None} and not curated
        ),
        "a curated field of a computed table has knowledge": (
            computed and curated and not field.knowledge
        ),
    }


def faults_of_form(definition: Definition, field: Field) -> dict[str, bool]:
    """List what may be wrong with what a field holds and how it is drawn, and whether it is."""
    drawn = definition.markup is not None
    return {
        "a column of a drawn table has one reader": drawn and len(field.readers) > 1,
        "blank_repeats is for drawn tables": field.blank_repeats and not drawn,
        "a field has unit or unit_field, not both": bool(field.unit and field.unit_field),
        "the figures of a drawn table have a unit and a measure": (
            drawn and field.counts_as == "figure" and not (field.unit and field.measure)
        ),
        "the pattern of its constraints is no regular expression": (
            not is_pattern(field.constraints.pattern)
        ),
        "the terms within which others lie must be terms themselves": any(
            wider not in field.vocabulary or wider == term
            for term, meaning in field.vocabulary.items()
            for wider in meaning.within
        ),
        "precision has digits or to, and places that are powers of ten": (
            field.precision is not None and not field.precision.is_sound
        ),
    }


def is_pattern(pattern: str | None) -> bool:
    """Tell whether a pattern, if there is one, can be read."""
    try:
        return pattern is None or bool(re.compile(pattern))
    except (re.error, OverflowError, RecursionError):
        return False


def check_name(definition: Definition, header: str, name: str) -> None:
    """Refuse the name of a field that there is not."""
    if name not in definition.fields:
        known = ", ".join(definition.fields)
        raise Refusal(
            f"{definition.spot(header)}: no field {name!r} in this table; there are {known}"
        )
