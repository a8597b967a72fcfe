"""Days, hours, years and stretches of time, said as the tables have them."""
