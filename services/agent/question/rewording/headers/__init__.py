"""Headers and tables that a question calls by words of its own."""
