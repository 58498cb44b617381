"""Finds clauses: it is asked a string and answers with clause ids."""
