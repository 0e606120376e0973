"""The pictures -> drawings for a telephone, which the site shows there instead of the wide ones."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from page.build import alone
from page.charts.looks import NARROW
from page.picture import Picture
from page.pictures import pictures


def main(target: Path) -> int:
    """Write them: ``docs/conf.py`` shows each by the name of its picture."""
    target.mkdir(parents=True, exist_ok=True)
    for picture in pictures():
        file = target / f"{picture.name}-narrow.svg"
        file.write_text(alone(narrowed(picture)), encoding="utf-8", newline="\n")
    return 0


def narrowed(picture: Picture) -> Picture:
    """Draw a picture that is as wide as a telephone and says the same."""
    return replace(picture, specify=lambda _: picture.specify(NARROW))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
