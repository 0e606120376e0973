"""A trace -> what it says beside the words, each fact with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._figure import hedged
from ._findings import against

if TYPE_CHECKING:
    from ._trace import Trace


def facts(found: Trace) -> list[tuple[str, str]]:
    """What a trace says beside the words, each fact with its name; what is not known is empty."""
    sentences = found.places if found.ground == "sentence" else ()
    reported_by = found.reported_by if found.reported_by != found.asserted_by else None
    return [
        *(("rests on", f"the sentence, which says nothing else: {each}") for each in sentences),
        ("read as", found.reader),
        ("bears out", found.borne_out),
        ("known", found.knowledge),
        ("rule", found.rule),
        ("from", ", ".join(found.cells)),
        ("asserted by", str(found.asserted_by or "")),
        ("reported by", str(reported_by or "")),
        ("may mean", found.means),
        ("how exactly", hedged(found.qualifier, found.hedge)),
        ("note", found.note),
        *(("finding", said) for said in against(found.findings)),
    ]
