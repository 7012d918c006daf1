"""What leaves the catalog for other programs: one module a format, each a function to text."""
