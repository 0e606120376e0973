"""Refusal: the one error by which the build stops, with a message for the person who has to act."""


class Refusal(ValueError):  # noqa: N818 - it is no accident but an answer
    """Says what was found, where, what was expected, and what to edit."""
