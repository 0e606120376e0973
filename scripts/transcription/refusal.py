"""Refusal: the one error by which the build stops, with a message for the person who has to act."""


class Refusal(ValueError):
    """Says what was found, where, what was expected, and what to edit."""
