"""The whole product on one machine, and what a person types there.

No process of the product: it starts them as an operator would, by their commands, and speaks to them as users
do, over HTTP and Redis. No image contains it.
"""
