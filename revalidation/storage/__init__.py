"""Tables, their migrations, and the two ways into the database."""
