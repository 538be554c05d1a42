"""Evidence packs: put together and signed, and looked at again; on top of everything that has no screen."""
