"""All that is said to a model, and the one door to it."""
