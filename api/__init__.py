"""The edge: HTTP, people, wiring; the console and the command line."""
