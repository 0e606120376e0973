"""A newer text of the article -> what became of each published value, and the new text adopted.

It may use ``transcription``; nothing uses it.
"""
