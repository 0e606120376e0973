"""Run the command ``german-pows-ussr``, whatever its output and its errors are written to."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ._command import NAME, parser
from ._files import DamagedPackageError
from ._text import UnknownNameError

EXPECTED = (UnknownNameError, DamagedPackageError, ModuleNotFoundError, TypeError, OSError)
"""The errors whose messages a user understands."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; an error is one line on standard error, and the exit code 1."""
    try:
        setup_streams()
        options = parser().parse_args(sys.argv[1:] if arguments is None else list(arguments))
        write(options.run(options), options.paged)
    except BrokenPipeError:  # a reader who leaves early is no error
        return 0
    except KeyboardInterrupt:
        return 130
    except EXPECTED as error:
        print_error(error)
        return 1
    finally:
        flush_streams()
    return 0


def setup_streams() -> None:
    """Make the streams writable; a character that an encoding lacks is replaced."""
    if sys.stderr is None:  # it is closed, and what is written to None would go to standard output
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    if sys.stdout is None:
        raise OSError("standard output is closed")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def write(output: str | bytes, paged: bool) -> None:
    """Print, through a pager in a terminal; bytes are for programs, and stay as they are."""
    text = output.decode("utf-8") if isinstance(output, bytes) else f"{output}\n"
    pager = shlex.split(os.environ.get("MANPAGER") or os.environ.get("PAGER") or "") or ["less"]
    smart = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if paged and smart and shutil.which(pager[0]):
        page(text, pager)
    elif isinstance(output, bytes) and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.buffer.write(output)
    else:
        sys.stdout.write(text)
    sys.stdout.flush()


def page(text: str, pager: list[str]) -> None:
    """Show a text in a pager, which alone answers to an interruption."""
    # As git has it: leave what fits on the screen there, and do not fold long lines.
    environment = {"LESS": "FRSX"} | os.environ
    with subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment) as shown:  # noqa: S603
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        shown.communicate(text.encode("utf-8"))
        signal.signal(signal.SIGINT, before)


def print_error(error: BaseException) -> None:
    """Print an error in one line on standard error."""
    shown = (sign if sign.isprintable() else repr(sign)[1:-1] for sign in str(error))
    print(f"{NAME}: {''.join(shown)}", file=sys.stderr)


def flush_streams() -> None:
    """Write what is left, or discard it; Python would try again at exit."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
