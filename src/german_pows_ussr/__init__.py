"""Figures on German prisoners of war in the Soviet Union, each with its place in the source.

>>> import german_pows_ussr as pows
>>> list(pows.tables())  # doctest: +NORMALIZE_WHITESPACE
['prisoners_held', 'prisoners_by_nationality', 'statements', 'events', 'sources',
 'reconciliation', 'numerals', 'provenance']
>>> pows.load("prisoners_held")["prisoners"].max()
np.int64(2000000)

``load`` gives a table as a frame, ``path`` its file, ``trace`` the place in the article from which
one figure was read; ``verify`` checks that the files are the published ones. Everything lies in
the package; nothing is fetched. ``__version__`` is the version of the data and of this package,
which are released as one.
"""

from ._frame import load
from ._package import DamagedPackageError, UnknownNameError, descriptor, path, tables
from ._trace import Source, Trace, trace
from ._verify import verify

__all__ = [
    "DamagedPackageError",
    "Source",
    "Trace",
    "UnknownNameError",
    "__version__",
    "load",
    "path",
    "tables",
    "trace",
    "verify",
]

__version__: str


def __getattr__(name: str) -> str:
    """The version, read from ``datapackage.json`` when it is asked for."""
    if name == "__version__":
        version: str = descriptor()["version"]
        return version
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
