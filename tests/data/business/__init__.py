"""Six made workbooks of as many trades, and questions about them with gold answers.

Each trade is a module that makes its sheets from a fixed seed, and a ``.sql`` file in which each question
stands above the hand-written SQL that answers it. ``gold.jsonl`` keeps what that SQL gives over the sheets as
made, so that neither our reader of workbooks nor our engine has a say in what is right.
"""
