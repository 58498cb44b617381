"""What stands on a printed page: lines, tables, lists, headings, and what only runs along."""
