"""Figures on German prisoners of war in the Soviet Union, each with its place in the source.

>>> import german_pows_ussr as pows
>>> list(pows.tables())  # doctest: +NORMALIZE_WHITESPACE
['figures', 'prisoners_held', 'prisoners_by_nationality', 'statements', 'events', 'sources',
 'findings', 'disputes', 'answers', 'evidence', 'numerals', 'sentences', 'codings']
>>> pows.load("figures")["value"].max()
np.float64(3060000.0)

``answer`` answers a question in a sentence, with the counts and the doubts behind it;
``compare`` puts the figures for one topic side by side; ``find`` looks for a number or a word;
``trace`` shows the evidence for a cell and what disputes its figure; ``findings`` lists what the
figures say of each other; ``cite`` writes a citation; ``read`` opens the article beside its tables;
``chart`` draws a picture; ``load`` gives a table as a frame, ``fields`` its codebook, ``path`` its
file; ``export`` writes one file for Excel, SQLite or Stata; ``verify`` checks that the files are
the published ones. Everything lies in the package; nothing is fetched. A cell is named by its
address, ``table/row/field``. ``__version__`` is the version of the data and of this package.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ._answer import Answer, answer
from ._chart import chart
from ._cite import cite
from ._evidence import Place, Source
from ._export import export
from ._files import DamagedPackageError, Verification, verify
from ._findings import Finding
from ._frame import load
from ._package import Address, package, path, tables
from ._read import read
from ._text import UnknownNameError
from ._trace import Trace, trace

if TYPE_CHECKING:
    from ._compare import compare, fields, find, findings

    __version__: str

__all__ = [
    "Address", "Answer", "DamagedPackageError", "Finding", "Place", "Source", "Trace",
    "UnknownNameError", "Verification", "__version__", "answer", "chart", "cite", "compare",
    "export", "fields", "find", "findings", "load", "path", "read", "tables", "trace", "verify",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Read the version from ``datapackage.json``, or import what needs pandas from the start."""
    if name == "__version__":
        return package()["version"]
    if name in __all__:
        return getattr(import_module("._compare", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted(__all__)
