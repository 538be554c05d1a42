"""The rules and the frozen values they work on; nothing here reads or writes anything but dated data files."""
