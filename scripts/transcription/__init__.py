"""How a figure is read: from a text and a definition to cells that know where they stand.

Nothing here knows what this article says; that is in ``scripts/article/``.
"""
