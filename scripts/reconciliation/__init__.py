"""What the figures say of each other: bounds, comparisons, findings in words.

Nothing here knows what this article says; that is in ``scripts/article/``.
"""
