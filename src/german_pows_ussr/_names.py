"""Suggest known names for an unknown one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches

LISTED = 6
"""How many names a message lists at most."""


class UnknownNameError(LookupError):
    """An unknown table, row, field, topic or the like; the message suggests known ones."""


def unknown(kind: str, name: object, place: str, known: Iterable[str]) -> UnknownNameError:
    """Make the error for an unknown name, with what to write instead."""
    return UnknownNameError(f"no {kind} {name!r} in {place}; {hint(str(name), [*known])}")


def nearest(name: str, known: Collection[str]) -> list[str]:
    """Return the name itself if it is known, or else up to three similar ones.

    >>> nearest("prisoners_help", ["statements", "prisoners_held", "Prisoners_Held"])
    ['prisoners_held', 'Prisoners_Held']

    """
    if name in known:
        return [name]
    spellings: dict[str, list[str]] = {}
    for each in known:
        spellings.setdefault(each.casefold(), []).append(each)
    small = name.casefold()
    near = [small] if small in spellings else get_close_matches(small, spellings, n=3)
    near = near or [each for each in spellings if small and contains(small, each)][:3]
    return [each for spelling in near for each in spellings[spelling]]


def contains(name: str, other: str) -> bool:
    """Tell whether a known name contains another one, or begins it."""
    return name in other or (bool(other) and name.startswith(other))


def hint(name: str, known: Sequence[str]) -> str:
    """Say what to write instead of an unknown name: similar names, or else the first known ones."""
    near = nearest(name, known)
    if near:
        return did_you_mean(near)
    more = f" and {len(known) - LISTED} more" if len(known) > LISTED else ""
    return f"there are {', '.join(known[:LISTED]) or 'none'}{more}"


def did_you_mean(names: Sequence[str]) -> str:
    """Ask whether one of some names was meant."""
    *others, last = names
    return f"did you mean {', '.join(others)}{' or ' * bool(others)}{last}?"
