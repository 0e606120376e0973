"""``python -m page`` writes ``build/page/`` and the pictures of the README."""

from __future__ import annotations

import sys

from .build import main

sys.exit(main())
