"""The published files -> the reading page, one folder that opens from a disk, and its pictures."""
