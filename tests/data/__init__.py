"""Data that tests read, and what makes it."""
