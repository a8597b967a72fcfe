"""What money comes to: worths, orders, payrolls, debts and profits, by the rows and headers that hold it."""
