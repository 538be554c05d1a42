"""What people can do: one function an act, inside a transaction that the caller opened."""
