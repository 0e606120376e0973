"""The first screen: the questions that people ask, each with its answer; nothing is typed here."""

from __future__ import annotations

from typing import Any

from german_pows_ussr import Answer, answer
from german_pows_ussr._answer import HEADER, answer_row, cells
from german_pows_ussr._findings import percent
from german_pows_ussr._package import package

Json = dict[str, Any]

BELOW = ("also given", "dependence", "assumed", "derived", "not known", "work to cite")
"""What is said of an answer below its counts and disputes."""


def front() -> list[Json]:
    """Return the answers, in the order in which people ask."""
    return [shown(answer(topic)) for topic in package().table("answers").keys]


def shown(found: Answer) -> Json:
    """Return an answer as the page lays it out, its first sentence before the rest."""
    end = found.answer.index(". ") if ". " in found.answer else len(found.answer)
    return {
        "topic": found.topic,
        "question": found.question,
        "first": found.answer[: end + 1],
        "rest": found.answer[end + 2 :],
        "header": HEADER,
        "claims": [{"address": row["figure"], "cells": cells(row)} for row in found.rows("claims")],
        "disputes": [
            {**row, "size": f"{percent(row['difference_percent'])} apart"}
            for row in package().table("disputes").by("topic").get(found.topic, ())
        ],
        "facts": [
            (label, [fact for name, fact in found.facts() if name == label and fact])
            for label in BELOW
        ],
        "counts": answer_row(found.topic)["counts"],
        "citation": found.citation,
    }
