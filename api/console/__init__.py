"""The console: server-rendered pages for people who answer."""
