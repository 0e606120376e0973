"""Answer a question that people ask: who says what, whether they disagree, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

from ._evidence import short_name, source_row
from ._figures import merge_printings
from ._frame import load
from ._html import lines_html, list_html, table_html
from ._package import package
from ._table import Row
from ._text import WIDTH, block, fit, unknown, wrap

if TYPE_CHECKING:
    import pandas as pd

Question = Literal["died", "captured", "held", "returned"]

HEADER = ("as printed", "who says so", "of whom", "when")
COUNTS = (
    "{counts} not shown to rest on one another, of {figures} printed figures of the topic; "
    "which is right is not decided here"
)


@dataclass(frozen=True, kw_only=True, repr=False)
class Answer:
    """The answer to a question: who says what, what is doubtful, and what to cite.

    Printed or displayed, it shows the counts in a table, and below it the doubts about them. No
    count is called right.

    Attributes:
        topic: its key in the table ``answers``.
        question: the question.
        answer: the answer in a sentence: the least and the greatest number that somebody gives.
        dependence: which voices are no witnesses of their own, or ``""``.
        assumes: what the comparisons assume, or ``""``.
        not_known: what the article leaves open.
        citation: the answer as a reference; a number is better cited with the work behind it.

    """

    topic: str
    question: str
    answer: str
    dependence: str
    assumes: str
    not_known: str
    citation: str

    @property
    def claims(self) -> pd.DataFrame:
        """The counts that answer, the greatest first: rows of ``figures``."""
        return figures(self.rows("claims"))

    @property
    def other_claims(self) -> pd.DataFrame:
        """Counts of something narrower or wider, or of other people: rows of ``figures``."""
        return figures(self.rows("other_claims"))

    @property
    def disputes(self) -> pd.DataFrame:
        """The quarrels of the topic, those that no reading settles first: rows of ``disputes``."""
        found = load("disputes")
        return found[found["topic"] == self.topic].reset_index(drop=True)

    def rows(self, column: str) -> list[Row]:
        """Return a row of ``figures`` for each claim that a column of ``answers`` names."""
        claims = package().table("figures").by("claim")
        return [merge_printings(claims[key]) for key in keys(answer_row(self.topic)[column])]

    def facts(self, full: bool = False) -> Iterator[tuple[str, str]]:
        """Yield what is said below the counts, each fact with its label; some are empty."""
        row = answer_row(self.topic)
        yield "counts", COUNTS.format(**row)
        yield from (("also given", each["says"]) for each in self.rows("other_claims"))
        for each in package().table("disputes").by("topic").get(self.topic, ()):
            note = f" {each['note']}" if full else ""
            yield "dispute", f"{each['title']} {each['summary']}{note}"
        yield "assumed", self.assumes
        yield "dependence", self.dependence
        for key in keys(row["derived"]):
            (found,) = package().table("findings").by("comparison")[key]
            yield "derived", f"{found['title']}: {found['summary']} {found['note']}".rstrip()
        yield "not known", self.not_known
        if full:
            yield from (("also printed", says) for says in rest_of_topic(row))
        for each in self.rows("claims"):
            if each["work"]:
                yield "work to cite", f"{each['amount']}: {short_name(source_row(each['work']))}"
        yield "citation", self.citation

    def text(self, width: int = WIDTH, *, full: bool = False) -> str:
        """Write what is printed, in lines of at most ``width`` columns.

        In full, it also has the notes on the quarrels and all other figures of the topic.
        """
        title = ["\n".join(wrap(each, width)) for each in (self.question, self.answer)]
        counts = fit([HEADER, *map(cells, self.rows("claims"))], [], width)
        return "\n\n".join([*title, counts, block(self.facts(full), width)])

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        counts = [[escape(cell) for cell in cells(row)] for row in self.rows("claims")]
        title = f"<strong>{lines_html([self.question])}</strong><br>{lines_html([self.answer])}"
        return f"<div><p>{title}</p>{table_html(HEADER, counts)}{list_html(self.facts())}</div>"


def answer(topic: Question | str) -> Answer:
    """Answer a question that people ask: how many died, were captured, were held, returned?

    Args:
        topic: ``"died"``, ``"captured"``, ``"held"`` or ``"returned"``.

    Returns:
        An ``Answer``, to be printed or used by its attributes; everything in it is looked up in the
        tables ``answers``, ``figures``, ``disputes`` and ``findings``.

    >>> found = answer("died")
    >>> found.question
    'How many German prisoners died in Soviet captivity?'
    >>> found.claims[["amount", "who"]]
                    amount                     who
    0            1,094,250  the Maschke commission
    1  at most 1.0 million        Rüdiger Overmans
    2  at most 1.0 million  historians in the West
    3              381,067   the NKVD (Krivosheev)

    """
    row = answer_row(topic)
    texts = ("topic", "question", "answer", "dependence", "assumes", "not_known")
    citation = f'"{row["question"]}" (answers/{row["topic"]}). In: {package()["citation"]}'
    return Answer(**{name: row[name] for name in texts}, citation=citation)


def answer_row(topic: str) -> Row:
    """Find the row of a question."""
    table = package().table("answers")
    row = table.row(topic)
    if row is None:
        raise unknown("topic", topic, "answers", table.keys)
    return row


def questions() -> list[tuple[str, str]]:
    """List the topics, each with its question and its answer."""
    rows = package().rows("answers")
    return [(row["topic"], f"{row['question']} {row['answer']}") for row in rows]


def keys(cell: str) -> list[str]:
    """Split a cell that joins keys."""
    return cell.split("; ") if cell else []


def cells(row: Row) -> list[str]:
    """Return what the table of counts shows of a figure."""
    people = row["population"].replace("_", " ").capitalize()
    return [row["amount"], row["who"], people, in_words(row["period"])]


def in_words(period: str) -> str:
    """Write a period as people read it.

    >>> in_words("1941/1955"), in_words("../1956-04-22"), in_words("1945-Q2"), in_words("")
    ('1941 to 1955', 'to 1956-04-22', '1945-Q2', 'not said')

    """
    begin, slash, end = (part.replace("..", "") for part in period.partition("/"))
    if not slash:
        return period or "not said"
    return f"{begin} to {end}".strip() if end else f"from {begin}"


def rest_of_topic(row: Row) -> Iterator[str]:
    """Yield the sentences of the other claims of a topic: parts, shares, other times."""
    shown = {*keys(row["claims"]), *keys(row["other_claims"])}
    claims = package().table("figures").by("claim")
    for claim, printings in claims.items():
        if printings[0]["topic"] == row["topic"] and claim not in shown:
            yield merge_printings(printings)["says"]


def figures(rows: Iterable[Row]) -> pd.DataFrame:
    """Load some rows of ``figures``, in their order."""
    found = load("figures")
    places = {key: place for place, key in enumerate(found["figure"])}
    return found.iloc[[places[row["figure"]] for row in rows]].reset_index(drop=True)
