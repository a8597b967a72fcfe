"""What an answer shows: which columns, in which order and form, and which rows it leaves out at the end."""
