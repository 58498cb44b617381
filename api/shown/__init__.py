"""What the API answers with: the desk's values, as JSON shows them."""
