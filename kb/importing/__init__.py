"""Reads the documents that a company has into policies that a person reviews and then owns."""
