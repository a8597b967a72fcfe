"""What the tables of a catalogue are to a question: their names, columns, values, and the keys they share."""
