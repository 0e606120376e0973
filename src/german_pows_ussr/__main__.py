"""``python -m german_pows_ussr`` -> the command ``german-pows-ussr``."""

import sys


def main() -> int:
    """The exit code of the command; 130 if it is interrupted, were it before it began."""
    try:
        from ._command import main as run

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
