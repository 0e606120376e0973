"""``python -m german_pows_ussr`` -> the command ``german-pows-ussr``."""

import sys

from ._command import main

sys.exit(main())
