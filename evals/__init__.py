"""Quality measures, run as `makegood eval` and `makegood policies check`."""
