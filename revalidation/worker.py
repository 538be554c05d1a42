"""The worker: does what is due, and sends what waits in the outbox."""
