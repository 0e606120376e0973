"""Figures on German prisoners of war in the Soviet Union, each with its place in the source.

>>> import german_pows_ussr as pows
>>> list(pows.tables())  # doctest: +NORMALIZE_WHITESPACE
['prisoners_held', 'prisoners_by_nationality', 'statements', 'events', 'sources',
 'reconciliation', 'pairs', 'numerals', 'provenance', 'evidence', 'sentences',
 'codings', 'agreement', 'disagreements']
>>> pows.load("prisoners_held")["prisoners"].max()
np.int64(2000000)

``load`` gives a table as a frame, ``fields`` its codebook, ``path`` its file; ``trace`` what a cell
rests on: the words it was read from, the words that bear a reading out, or a rule; ``findings``
what the figures say of each other; ``compare`` the rival figures for one measure; ``cite`` a
citation; ``chart`` a picture; ``read`` opens the article beside its tables; ``export`` one file for
Excel, SQLite, Stata or SPSS; ``verify`` checks that the files are the published ones. Everything
lies in the package; nothing is fetched. A cell is named by its address, ``table/row/field``.
``__version__`` is the version of the data and of this package, which are released as one.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._chart import chart
    from ._cite import cite
    from ._compare import compare
    from ._export import export
    from ._fields import fields
    from ._findings import Finding, findings
    from ._frame import load
    from ._package import DamagedPackageError, UnknownNameError, path, tables
    from ._place import Place
    from ._read import read
    from ._source import Source
    from ._trace import Trace, trace
    from ._verify import verify

    __version__: str

__all__ = [
    "DamagedPackageError",
    "Finding",
    "Place",
    "Source",
    "Trace",
    "UnknownNameError",
    "__version__",
    "chart",
    "cite",
    "compare",
    "export",
    "fields",
    "findings",
    "load",
    "path",
    "read",
    "tables",
    "trace",
    "verify",
]

# Each name is imported when it is first used, so that importing the package does no work.
MODULES = {
    "DamagedPackageError": "_package",
    "Finding": "_findings",
    "Place": "_place",
    "Source": "_source",
    "Trace": "_trace",
    "UnknownNameError": "_package",
    "chart": "_chart",
    "cite": "_cite",
    "compare": "_compare",
    "export": "_export",
    "fields": "_fields",
    "findings": "_findings",
    "load": "_frame",
    "path": "_package",
    "read": "_read",
    "tables": "_package",
    "trace": "_trace",
    "verify": "_verify",
}


def __getattr__(name: str) -> object:
    """A public name, or the version, which is read from ``datapackage.json``."""
    if name == "__version__":
        return import_module("._package", __name__).descriptor()["version"]
    if name not in MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, whether or not they were asked for."""
    return sorted(__all__)
