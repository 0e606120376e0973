"""What the command has to say -> standard output and standard error, whatever these are."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TextIO


def prepare() -> None:
    """Streams that can be written to; a character that an encoding lacks is replaced."""
    if sys.stderr is None:  # it is closed, and what is written to None would go to standard output
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    if sys.stdout is None:
        raise OSError("standard output is closed")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def write(output: str | bytes, paged: bool) -> None:
    """Print, through a pager where somebody reads; bytes are for programs, and stay as they are."""
    text = output.decode("utf-8") if isinstance(output, bytes) else f"{output}\n"
    if paged and sys.stdout.isatty() and pager_is_there():
        import pydoc  # a seventh of what a command costs, and only a terminal needs it

        # As git has it: leave what fits on the screen there, and do not fold long lines.
        os.environ.setdefault("LESS", "FRSX")
        pydoc.pager(text)
    elif isinstance(output, bytes) and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.buffer.write(output)
    else:
        sys.stdout.write(text)
    sys.stdout.flush()


def pager_is_there() -> bool:
    """Whether the pager that is asked for can be run; without it everything would be lost."""
    asked = shlex.split(os.environ.get("MANPAGER") or os.environ.get("PAGER") or "")
    return not asked or shutil.which(asked[0]) is not None


def complain(error: BaseException) -> None:
    """An error in one line on standard error."""
    shown = (sign if sign.isprintable() else repr(sign)[1:-1] for sign in str(error))
    print(f"german-pows-ussr: {''.join(shown)}", file=sys.stderr)


def leave() -> None:
    """Nothing stays to be written, which Python would try again at exit."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            silence(stream)


def silence(stream: TextIO) -> None:
    """What is still to be written to a stream goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
