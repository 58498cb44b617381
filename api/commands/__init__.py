"""The command line, one file for each thing that one works with."""
