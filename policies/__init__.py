"""What the company has promised, and the reader that makes it law."""
