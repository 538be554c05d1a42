"""Opening: files that others made, read in a process of their own with limits, so that none of them harms the app."""
