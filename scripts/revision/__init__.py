"""Compare a newer text of the article with what is published, and adopt it.

It may use ``transcription`` and ``publication``; nothing uses it.
"""
