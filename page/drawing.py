"""The published tables -> ``docs/pictures/``: specifications in Vega-Lite, and SVG drawn from them.

Only this and ``charts/`` need Altair and vl-convert. Each picture is drawn for a screen and for a
telephone. A drawing leads from every figure to its cell; in the README, an image, the links rest.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import vl_convert

from german_pows_ussr._chart import SUFFIX, with_data

from .charts.disputes import disputes
from .charts.held import held
from .charts.looks import NARROW, WIDE
from .charts.mortality import mortality
from .charts.rivals import rivals
from .pictures import Picture

SPECIFICATIONS: dict[str, Callable[[int], dict[str, Any]]] = {
    "prisoners_held": held,
    "captured_and_died": rivals,
    "disputes": disputes,
    "mortality": mortality,
}
"""How each picture is specified at a width."""

LOOKS = Path(__file__).with_name("pictures.css")

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"

# What Vega writes at every mark, and the picture says once, or not at all.
ONCE = {
    "aria-hidden", "aria-label", "aria-roledescription", "class", "font-family", "pointer-events",
    "role", "stroke-miterlimit",
}  # fmt: skip
DEFAULTS = {
    ("font-size", "13px"), ("opacity", "1"), ("stroke-width", "1"), ("text-anchor", "start"),
    ("transform", "translate(0,0)"),
}  # fmt: skip
INVISIBLE = {"background", "foreground"}


def drawn(picture: Picture) -> dict[str, str]:
    """Return the files of a picture by their names: its specification and two drawings."""
    name, title = picture.name, picture.title
    heading = {"text": title, "anchor": "start", "fontSize": 17, "offset": 20}
    wide, narrow = (SPECIFICATIONS[name](width) for width in (WIDE, NARROW))
    published = {**wide, "title": heading, "description": picture.alternative}
    return {
        f"{name}{SUFFIX}": json.dumps(published, ensure_ascii=False, indent=1) + "\n",
        f"{name}.svg": alone(drawing(wide, f"{name}-wide", title), picture.alternative),
        f"{name}-narrow.svg": alone(drawing(narrow, f"{name}-narrow", title), picture.alternative),
    }


def alone(drawing: str, alternative: str) -> str:
    """Return a drawing for a file of its own, with its looks and its words within."""
    looks = f"<style>{LOOKS.read_text(encoding='utf-8')}</style>"
    within = f"</title><desc>{escape(alternative)}</desc>{looks}"
    return drawing.replace("</title>", within, 1).replace('role="group"', 'role="img"', 1) + "\n"


def drawing(specification: dict[str, Any], name: str, title: str) -> str:
    """Return the picture as a group of named links; the words around them are only seen."""
    written = vl_convert.vegalite_to_svg(with_data(specification))
    drawn = ET.fromstring(written)  # noqa: S314 - Vega wrote it
    width, height = (math.ceil(float(drawn.attrib[side])) for side in ("width", "height"))
    picture = ET.Element(
        f"{SVG}svg",
        {
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "group",
            "aria-labelledby": f"{name}-title",
            "class": "picture",
            "font-size": "13",
            "font-family": specification["config"]["font"],
        },
    )
    ET.SubElement(picture, f"{SVG}title", id=f"{name}-title").text = title
    picture.extend(part for child in drawn for part in kept(child))
    ET.register_namespace("", SVG.strip("{}"))
    return ET.tostring(picture, encoding="unicode").replace(" />", "/>")


def kept(element: ET.Element) -> Iterator[ET.Element]:
    """Yield what is seen of an element, or is a link; a group that says nothing is opened."""
    blank = element.get("class") in INVISIBLE and not element.get("stroke")
    if blank or element.get("opacity") == "0":
        return
    children = [part for child in element for part in kept(child)]
    attributes = said(element)
    if element.tag == f"{SVG}a":
        yield link(element, children)
    elif element.tag != f"{SVG}g" or (attributes and children):
        part = ET.Element(element.tag, attributes)
        part.text = element.text
        part.extend(children)
        yield part
    else:
        yield from children


def said(element: ET.Element) -> dict[str, str]:
    """Return the attributes that are needed, their numbers as short as the eye needs them."""
    heard = {"aria-hidden": "true"} if element.tag == f"{SVG}text" else {}
    return heard | {
        name: rounded(value)
        for name, value in element.attrib.items()
        if name not in ONCE and (name, value) not in DEFAULTS
    }


def link(element: ET.Element, marks: list[ET.Element]) -> ET.Element:
    """Return a link within the page, named as its mark, without the address that Vega adds."""
    (mark,) = element
    label = mark.attrib["aria-label"]
    made = ET.Element(
        f"{SVG}a", {"href": "#" + element.attrib[LINK].partition("#")[2], "aria-label": label}
    )
    ET.SubElement(made, f"{SVG}title").text = label
    made.extend(marks)
    return made


def rounded(text: str) -> str:
    """Text with one digit after a point."""
    return re.sub(r"-?\d+\.\d+", lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), text)
