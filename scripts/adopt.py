"""``make adopt``: see ``revision/adoption.py``."""

import sys

from revision.adoption import main

if __name__ == "__main__":
    sys.exit(main())
