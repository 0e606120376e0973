"""Figures on German prisoners of war in the Soviet Union, each with its place in the source.

>>> import german_pows_ussr as pows
>>> list(pows.tables())  # doctest: +NORMALIZE_WHITESPACE
['figures', 'prisoners_held', 'prisoners_by_nationality', 'statements', 'events', 'sources',
 'findings', 'evidence', 'numerals', 'sentences', 'codings']
>>> pows.load("figures")["value"].max()
np.float64(3500000.0)

``compare`` puts the figures for one topic side by side, and ``find`` looks for a number or a word.
``trace`` shows the evidence for a cell and its conflicts, ``findings`` lists what the figures say
of each other, ``cite`` writes a citation, ``read`` opens the article beside its tables, and ``chart``
draws a picture. ``load`` gives a table as a frame, ``fields`` its codebook, ``path`` its file, and
``export`` one file for Excel, SQLite, Stata or SPSS. ``verify`` checks that the files are the
published ones. Everything lies in the package; nothing is fetched. A cell is named by its address,
``table/row/field``. ``__version__`` is the version of the data and of this package.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._chart import chart
    from ._cite import cite
    from ._compare import compare, fields, find, findings
    from ._evidence import Place
    from ._export import export
    from ._files import DamagedPackageError, Verification, verify
    from ._findings import Finding
    from ._frame import load
    from ._package import Address, path, tables
    from ._read import read
    from ._source import Source
    from ._text import UnknownNameError
    from ._trace import Trace, trace

    __version__: str

__all__ = [
    "Address",
    "DamagedPackageError",
    "Finding",
    "Place",
    "Source",
    "Trace",
    "UnknownNameError",
    "Verification",
    "__version__",
    "chart",
    "cite",
    "compare",
    "export",
    "fields",
    "find",
    "findings",
    "load",
    "path",
    "read",
    "tables",
    "trace",
    "verify",
]

MODULES = {
    "Address": "_package",
    "DamagedPackageError": "_files",
    "Finding": "_findings",
    "Place": "_evidence",
    "Source": "_source",
    "Trace": "_trace",
    "UnknownNameError": "_text",
    "Verification": "_files",
    "chart": "_chart",
    "cite": "_cite",
    "compare": "_compare",
    "export": "_export",
    "fields": "_compare",
    "find": "_compare",
    "findings": "_compare",
    "load": "_frame",
    "path": "_package",
    "read": "_read",
    "tables": "_package",
    "trace": "_trace",
    "verify": "_files",
}
"""The module of each public name; it is imported when the name is first used."""


def __getattr__(name: str) -> object:
    """Import a public name, or read the version from ``datapackage.json``."""
    if name == "__version__":
        return import_module("._package", __name__).package().version
    if name not in MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted(__all__)
