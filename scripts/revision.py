"""``make revision``: see ``revision/command.py``."""

import sys

from revision.command import main

if __name__ == "__main__":
    sys.exit(main())
