"""The routes, a module for each noun. They decode, call one thing, and return."""
