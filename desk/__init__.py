"""What may happen to a draft. Pure: no framework, no machine, no clock of its own."""
