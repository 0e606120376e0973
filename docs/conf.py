"""The documents -> a static site, by Sphinx: ``make docs``. Nothing is fetched."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from page.site import index_head, write_pages
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.parsers import Parser

import german_pows_ussr as pows

project = "german-pows-ussr"
author = "The german-pows-ussr contributors"
project_copyright = "2026, the contributors to german-pows-ussr and to Wikipedia, CC BY-SA 4.0"
release = pows.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["conf.py"]

# A notebook is a Python file in Jupytext's percent format, and is executed anew each time.
nb_custom_formats = {".py": ["jupytext.reads", {"fmt": "py:percent"}]}
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
python_display_short_literal_types = True
napoleon_numpy_docstring = False
napoleon_use_rtype = False

html_theme = "furo"
html_title = f"german-pows-ussr {release}"
html_static_path = ["site.css", "copy.js", *map(str, sorted(Path("pictures").glob("*-narrow.svg")))]
html_css_files = ["site.css"]
html_js_files = ["copy.js"]
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None


WIDE = re.compile(
    r'<(?=pre>|div class="table-wrapper|p><img|div class="cell_output [^>]*>\s*<img)(\w+)'
)
PICTURE = re.compile(r'<img [^>]*src="_images/(\w+)\.svg"[^>]*>')
NARROW = (
    r'<picture><source media="(max-width: 44em)" srcset="_static/\1-narrow.svg" />\g<0></picture>'
)
"""On a telephone the drawing that was made for it; the width is the one in ``site.css``."""


def accessible(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: Any
) -> None:
    """Give the captions of the contents a level, let the keyboard scroll, and offer the narrow."""
    navigation = context["furo_navigation_tree"]
    context["furo_navigation_tree"] = navigation.replace(
        'role="heading"', 'role="heading" aria-level="2"'
    )
    body = WIDE.sub(r'<\1 tabindex="0"', context.get("body", ""))
    context["body"] = PICTURE.sub(NARROW, body)
    if page == "index":
        context["metatags"] += index_head()


class Prepared(Parser):
    """Read a page that ``page.site`` wrote: it belongs to no contents, and its HTML is ready."""

    supported = ("prepared",)

    def parse(self, text: str, document: nodes.document) -> None:
        """Make a section of it, with its entries in the index, where the search looks first."""
        page = json.loads(text)
        title, description = page["title"], page["description"]
        orphan = nodes.field("", nodes.field_name(text="orphan"), nodes.field_body())
        section = nodes.section(ids=["page"], names=["page"])
        section += nodes.title(text=title)
        section += addnodes.index(
            entries=[("single", entry, "", "main", None) for entry in page["entries"]]
        )
        section += nodes.raw("", page["body"], format="html")
        document += nodes.docinfo("", orphan)
        document += nodes.meta(name="description", content=description)
        document += nodes.meta(property="og:title", content=title)
        document += nodes.meta(property="og:description", content=description)
        document += section


PRIVATE = re.compile(r"german_pows_ussr\._\w+\.")
SHORT = {"pd": "pandas", "pl": "polars", "pa": "pyarrow", "alt": "altair"}
"""What the code calls the libraries whose types it names."""


def signature(
    _app: Sphinx, what: str, _name: str, _object: Any, _options: Any, *_given: str | None
) -> tuple[str, None] | None:
    """Show a class without parameters: its values are returned, and nobody calls it."""
    return ("", None) if what == "class" else None


def docstring(
    _app: Sphinx, _what: str, _name: str, _object: Any, _options: Any, lines: list[str]
) -> None:
    """Call the types of attributes by the names that can be imported."""
    lines[:] = [PRIVATE.sub("", line) for line in lines]


def types(_app: Sphinx, document: nodes.document) -> None:
    """Call the types in a signature by the names that a reader knows."""
    for called in document.findall(addnodes.desc_signature):
        for text in list(called.findall(nodes.Text)):
            library, dot, kind = text.partition(".")
            known = "str | int" if text == "Row" else SHORT.get(library, library) + dot + kind
            text.parent.replace(text, nodes.Text(known))


def setup(app: Sphinx) -> None:
    """Have the answers written, each signature mended, and each page after the theme filled it."""
    app.add_source_suffix(".page", "prepared")
    app.add_source_parser(Prepared)
    app.connect("builder-inited", lambda app: write_pages(Path(app.srcdir)))
    app.connect("autodoc-process-signature", signature)
    app.connect("autodoc-process-docstring", docstring, priority=900)  # after Napoleon
    app.connect("doctree-read", types)
    app.connect("html-page-context", accessible, priority=900)
