"""The patterns by which commitments are read, one file per language."""
