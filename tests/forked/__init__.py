"""A function of ``builds`` and a folder -> what came of it there, in a process of its own.

To import what the build imports takes longer than to build. So one process imports it, once, and
forks a child for each call: a real process, with a folder, an exit code, an output and a death of
its own. Nothing is forked from pytest, which has more threads and more to lose.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
SCRIPTS = TESTS.parent / "scripts"


def forked(function: str, folder: Path, **arguments: Any) -> subprocess.CompletedProcess[str]:
    """The exit code and the output of a child that runs a function of ``builds`` in a folder."""
    assert code(folder / "scripts") == code(SCRIPTS), "the code of the copy was changed"
    orders, answers = forking_process().stdin, forking_process().stdout
    assert orders is not None
    assert answers is not None
    order = {"function": function, "folder": str(folder), "arguments": arguments}
    print(json.dumps(order), file=orders, flush=True)
    return subprocess.CompletedProcess(function, **json.loads(answers.readline()))


def code(scripts: Path) -> dict[str, bytes]:
    """The modules in a folder of scripts by their paths: those imported must be those meant."""
    return {str(path.relative_to(scripts)): path.read_bytes() for path in scripts.rglob("*.py")}


@cache
def forking_process() -> subprocess.Popen[str]:
    """The process that has imported everything; it ends with this one, which waits for it."""
    process = subprocess.Popen(
        [sys.executable, "-B", "-m", "forked.server"],
        env=os.environ | {"PYTHONPATH": f"{SCRIPTS}:{TESTS}"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    atexit.register(process.communicate)
    return process
