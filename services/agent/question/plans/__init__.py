"""The typed plan, the only thing that a question can become; SQL and plain words are both printed from it."""
