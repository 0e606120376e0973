"""A file of Stata or SPSS -> the same file, made on the day of the data instead of just now.

Neither can be written without the time, which the library that writes them takes from the clock. So
it is written over, in the 17 characters that it has in both headers.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ._package import descriptor

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def created() -> datetime:
    """The time of the data, which is that of every export."""
    return datetime.fromisoformat(descriptor()["created"]).replace(tzinfo=None)


def stamp(file: Path) -> None:
    """Write the time of the data over that at which the file was made."""
    content = bytearray(file.read_bytes())
    begin = 92 if file.suffix == ".sav" else content.index(b"<timestamp>\x11") + 12
    content[begin : begin + 17] = (stata if file.suffix == ".dta" else spss)(created()).encode()
    file.write_bytes(content)


def stata(time: datetime) -> str:
    """A time as Stata's format 117 and later have it."""
    return f"{time.day:02} {MONTHS[time.month - 1]} {time:%Y %H:%M}"


def spss(time: datetime) -> str:
    """A day and a time as the header of SPSS has them, without a space between."""
    return f"{time.day:02} {MONTHS[time.month - 1]} {time:%y%H:%M:%S}"
