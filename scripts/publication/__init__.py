"""Turn tables into files: CSV, Parquet, the descriptor and the documents generated from it.

Nothing here knows this article or reads a figure.
"""
