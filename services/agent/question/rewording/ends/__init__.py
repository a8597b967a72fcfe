"""What is first, last, highest or best, and how an answer is sorted."""
