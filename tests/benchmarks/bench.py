"""Measure what a user waits for: importing, loading, and an answer of the command.

``make bench`` runs this and writes ``README.md`` beside it. Every number is a median of fresh
processes that took turns in one run, and its ratio to another of the same run. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TABLE = ROOT / "resources" / "prisoners_held"

PASS, PANDAS, READ_CSV = "python -c pass", "import pandas", "pandas.read_csv of that table"
CODE = {
    PASS: "pass",
    PANDAS: "import pandas",
    "import german_pows_ussr": "import german_pows_ussr",
    READ_CSV: f"import pandas; pandas.read_csv({f'{TABLE}.csv'!r})",
    "pandas.read_parquet of that table": f"import pandas; pandas.read_parquet({f'{TABLE}.parquet'!r})",
    "load('prisoners_held')": "import german_pows_ussr as p; p.load('prisoners_held')",
}
COMMANDS = ("trace prisoners_held/1945-Q2/prisoners", "tables", "compare died", "findings", "cite", "verify")  # fmt: skip

AT_MOST = {
    "import german_pows_ussr": (PANDAS, 0.1),
    "load('prisoners_held')": (READ_CSV, 1.1),
    **{f"german-pows-ussr {words}": (PASS, 8.0) for words in COMMANDS},
}
"""What is compared with what, and the ratio that a user should not notice."""


def main() -> int:
    """Measure, print, and write the README of this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", help="a Python that has the wheel, pandas and pyarrow")
    parser.add_argument("--rounds", type=int, default=25)
    options = parser.parse_args()
    report = "\n".join(
        [
            "# Benchmark",
            "",
            "Written by `make bench`, never by hand. Medians of fresh processes that took turns.",
            "",
            f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}; {versions(options.python)}.",
            "",
            f"| {options.rounds} processes each | ms | ratio | to | at most |",
            "| --- | ---: | ---: | --- | ---: |",
            *lines(medians(options.python, options.rounds)),
        ]
    )
    print(report)
    (HERE / "README.md").write_text(report + "\n", encoding="utf-8", newline="\n")
    return 0


def versions(python: str) -> str:
    """Name the versions of what is measured."""
    names = ("german-pows-ussr", "pandas", "pyarrow")
    code = f"from importlib.metadata import version; print(*(f'{{n}} {{version(n)}}' for n in {names}), sep=', ')"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def medians(python: str, rounds: int) -> dict[str, float]:
    """Measure the seconds of each process, which take turns."""
    command = str(Path(python).with_name("german-pows-ussr"))
    processes = {name: [python, "-c", code] for name, code in CODE.items()}
    processes |= {f"german-pows-ussr {words}": [command, *words.split()] for words in COMMANDS}
    taken: dict[str, list[float]] = {name: [] for name in processes}
    for _ in range(rounds):
        for name, process in processes.items():
            start = time.perf_counter()
            subprocess.run(process, check=True, stdout=subprocess.DEVNULL)
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def lines(measured: dict[str, float]) -> Iterator[str]:
    """Write a line for each process, with its ratio to what it is compared with."""
    for name, seconds in measured.items():
        peer, most = AT_MOST.get(name, ("", 0))
        ratio = f"{seconds / measured[peer]:.2f} | {peer} | {most}" if peer else " | | "
        yield f"| {name} | {seconds * 1e3:.1f} | {ratio} |"


if __name__ == "__main__":
    sys.exit(main())
