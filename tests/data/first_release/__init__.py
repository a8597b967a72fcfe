"""The first release as others of its Redis met it: what it wrote, and the scripts and reader that it had.

``redis.json`` is all that Redis held after the first release's own code had put one task into each state; the
scripts and ``records.py`` are its files. Nothing here ever changes: a release that cannot live beside these
breaks running installations.
"""
