"""English for questions of any data: words and stems, words that mean something by themselves, units, times.

Knows no table: what a tenant's tables hold is `tables`, what people call it in other words is `everyday`.
"""
