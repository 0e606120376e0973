"""What others read in the same figures, how far they agree, and what was decided where not.

Knows nothing of this article: who coded, and in which words, is in ``scripts/article/``.
"""
