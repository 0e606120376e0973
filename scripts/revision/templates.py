"""``templates.toml`` and a template of Wikipedia -> the words that the plain form prints for it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from transcription.definition import Strict

GAP = re.compile(r"\{([^{}]+)\}")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Names(Strict):
    """Names of templates, some of them by how they begin or end."""

    names: list[str]
    beginning: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()

    def have(self, name: str) -> bool:
        """Whether a template is meant."""
        return name in self.names or name.startswith(self.beginning) or name.endswith(self.ending)


class Apparatus(Strict):
    """The headings of sections that are no text of the article."""

    headings: list[str]


class Templates(Strict):
    """What is known of templates: how they print, which are numbers, which print nothing."""

    printed: dict[str, str]
    dates: dict[str, str]
    numbers: Names
    left_out: Names
    apparatus: Apparatus


@cache
def known() -> Templates:
    """The table of templates."""
    text = (Path(__file__).parent / "templates.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Templates)


def words_of(name: str, arguments: Mapping[str, str]) -> str | None:
    """What a template prints, or nothing if it is not known."""
    table = known()
    called = re.sub(r"[ _]+", " ", name).strip().lower().removeprefix("template:")
    if called in table.numbers.names:
        return with_commas(arguments.get("1", ""))
    if called in table.dates:
        return dated(table.dates[called], arguments)
    if called in table.printed:
        return GAP.sub(lambda gap: argument(gap[1], arguments), table.printed[called])
    return "" if table.left_out.have(called) else None


def argument(names: str, arguments: Mapping[str, str]) -> str:
    """The first argument that is given of several names."""
    return next((arguments[name] for name in names.split("|") if arguments.get(name)), "")


def dated(before: str, arguments: Mapping[str, str]) -> str:
    """'As of', 1956, 4, 22 -> 'As of 22 April 1956'."""
    year, month, day = (arguments.get(str(n), "").lstrip("0") for n in (1, 2, 3))
    if month.isdecimal() and 1 <= int(month) <= len(MONTHS):
        month = MONTHS[int(month) - 1]
    lead = before.lower() if arguments.get("lc") else before
    return " ".join(filter(None, [lead, day, month, year]))


def with_commas(number: str) -> str:
    """'3060000' -> '3,060,000'; what is no plain number stays as it is."""
    plain = number.replace(",", "")
    return f"{int(plain):,}" if re.fullmatch("[1-9][0-9]*", plain) else number
