"""How tables become files: CSV, Parquet, the descriptor and what is generated from it.

Nothing here knows what this article says, and nothing here reads a figure.
"""
