"""A reader's name and a number of cells -> the seconds it took to read them, and the peak memory."""

from __future__ import annotations

import io
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

COLUMNS = 4


def rows(cells: int) -> Iterator[tuple[str, str, str, str]]:
    """The rows of a table, the same for every reader."""
    for number in range(cells // COLUMNS):
        yield f"r{number}", f"{number:,}", f"{number * 7:,}", f"{number % 100}%"


def ours(cells: int) -> Callable[[], object]:
    """An article with one drawn table, and its transcription."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
    from transcription.article import Article
    from transcription.definition import Definition, Field, Markup
    from transcription.markup import transcribe_markup

    readers = {"name": "verbatim", "one": "integer", "seven": "integer", "share": "percent_sign"}
    lines = [f"| {' | '.join(row)} |" for row in rows(cells)]
    text = "\n".join(["==Table==", f"| {' | '.join(readers)} |", *lines]) + "\n"
    fields = {
        name: Field(
            title=name, type="string", origin="transcribed", description="", readers=[reader]
        )
        for name, reader in readers.items()
    }
    markup = Markup(section="Table", rows=[row[0] for row in rows(cells)])
    definition = Definition(
        name="table", file="table.toml", headers={}, title="", description="",
        primary_key=["name"], fields=fields, markup=markup,
    )  # fmt: skip
    return lambda: transcribe_markup(Article("article", text), definition, markup)


def html(cells: int) -> Callable[[], object]:
    """A table in HTML, read by pandas."""
    import pandas as pd

    lines = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows(cells)]
    text = f"<table>{''.join(lines)}</table>"
    return lambda: pd.read_html(io.StringIO(text))


def wikitext(cells: int) -> Callable[[], object]:
    """A table in Wikipedia's markup, read by wikitextparser, with the span of every cell."""
    import wikitextparser

    lines = ["|-\n| " + " || ".join(row) for row in rows(cells)]
    text = "{|\n" + "\n".join(lines) + "\n|}"

    def read() -> object:
        (table,) = wikitextparser.parse(text).tables
        return [[(cell.value, cell.span) for cell in row] for row in table.cells()]

    return read


READERS = {"ours": ours, "html": html, "wikitext": wikitext}


def main() -> int:
    """Read one table once."""
    read = READERS[sys.argv[1]](int(sys.argv[2]))
    start = time.perf_counter()
    read()
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return 0


if __name__ == "__main__":
    sys.exit(main())
