"""What pages show: one function a question, answered with frozen values."""
