"""What is shared by the tests of revisions."""
