"""The published tables -> three pictures, each drawn wide and narrow, with its data in words."""

from __future__ import annotations

from .estimates import estimates
from .mortality import mortality
from .picture import Picture
from .series import series


def pictures() -> list[Picture]:
    """All of them, in the order of the page."""
    return [series(), mortality(), estimates()]
