"""Orders on standard input, a line of JSON each -> the answers on standard output, likewise."""

from __future__ import annotations

import json
import os
import selectors
import sys
import traceback
import warnings
from typing import Any, NoReturn

from . import builds


def main() -> None:
    """Carry out one order after another, each in a child."""
    # Arrow and OpenBLAS start threads when they are imported, and prepare them for a fork; the
    # build itself forks beside them. From Python 3.12 on each fork beside a thread is warned of.
    warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
    builds.warm_up()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(carried_out(json.loads(line))) + "\n")
        sys.stdout.flush()


def carried_out(order: dict[str, Any]) -> dict[str, Any]:
    """The exit code of the child, negative if a signal killed it, and what it printed."""
    (out, out_end), (err, err_end) = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        os.dup2(out_end, 1)
        os.dup2(err_end, 2)
        for pipe in (out, out_end, err, err_end):
            os.close(pipe)
        run(order)
    os.close(out_end)
    os.close(err_end)
    printed = read_to_the_end(out, err)
    _, status = os.waitpid(child, 0)
    return {
        "returncode": os.waitstatus_to_exitcode(status),
        "stdout": printed[out].decode(),
        "stderr": printed[err].decode(),
    }


def read_to_the_end(*pipes: int) -> dict[int, bytes]:
    """What is written into each pipe until nobody holds its other end."""
    printed = dict.fromkeys(pipes, b"")
    with selectors.DefaultSelector() as selector:
        for pipe in pipes:
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                content = os.read(key.fd, 65536)
                printed[key.fd] += content
                if not content:
                    selector.unregister(key.fd)
                    os.close(key.fd)
    return printed


def run(order: dict[str, Any]) -> NoReturn:
    """Run the function in its folder, and end as a command would."""
    code = 1
    try:
        os.chdir(order["folder"])
        code = getattr(builds, order["function"])(**order["arguments"])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
