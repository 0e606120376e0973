"""A name that there is not -> the nearest that there are, or else the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

LISTED = 6
"""How many names a message lists at most."""


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """The name itself, or up to three that are spelt alike, hold it or stand in it."""
    spelt: dict[str, list[str]] = {}
    for each in known:
        spelt.setdefault(each.casefold(), []).append(each)
    alike = spelt.get(name.casefold(), [])
    if alike:
        return [name] if name in alike else alike
    near = get_close_matches(name.casefold(), spelt, n=3)
    near = near or [each for each in spelt if name and holds(name.casefold(), each)][:3]
    return [each for alike in near for each in spelt[alike]]


def holds(name: str, other: str) -> bool:
    """Whether one begins or holds the other."""
    return name in other or (bool(other) and name.startswith(other))


def offered(name: str, known: Sequence[str]) -> str:
    """What to write instead of a name that there is not, as the end of a message."""
    near = nearest(name, known)
    if near:
        return asked(near)
    more = f" and {len(known) - LISTED} more" if len(known) > LISTED else ""
    return f"there are {', '.join(known[:LISTED]) or 'none'}{more}"


def asked(names: Sequence[str]) -> str:
    """A question that offers some names."""
    *others, last = names
    return f"did you mean {', '.join(others)}{' or ' * bool(others)}{last}?"
