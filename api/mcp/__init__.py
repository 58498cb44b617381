"""What an AI agent may do: search policy, read clauses, ask for drafts and see how they stand."""
