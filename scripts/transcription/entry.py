"""A part of a knowledge file -> one entry: the words it quotes, and how an editor reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .definition import Definition
from .refusal import Refusal


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a knowledge file: the words it quotes, and the editor's reading of them."""

    definition: Definition
    key: str
    given: dict[str, Any]

    @property
    def spot(self) -> str:
        """Where the entry is edited, for a message."""
        return self.definition.spot(f"rows.{self.key}")

    def text(self, name: str) -> str:
        """The words given for a key; refuses anything but text, and empty text."""
        value = self.given.get(name)
        if not isinstance(value, str) or not value:
            found = f"is {value!r}" if name in self.given else "is missing"
            raise Refusal(f"{self.spot}: {name} {found}; a text in quotation marks expected")
        return value

    def reading(self, name: str) -> tuple[str, str]:
        """The term given for a field, and the words that bear it out."""
        value = self.given[name]
        if not isinstance(value, dict) or len(value) != 1 or not all_text(*value.items()):
            expected = '{ term = "words of the quotation" }'
            raise Refusal(f"{self.spot}: {name} is {value!r}; {expected} expected")
        ((term, words),) = value.items()
        return term, words


def all_text(pair: tuple[Any, Any]) -> bool:
    """Whether both halves of a reading are texts, and not empty."""
    return all(isinstance(half, str) and half for half in pair)
