"""An import is one item in review. The workflow of each page stays the truth; the rows of the import follow it."""
