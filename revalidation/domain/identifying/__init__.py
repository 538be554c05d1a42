"""The check of what might identify somebody; it begins in `passages`."""
