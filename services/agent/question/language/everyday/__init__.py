"""Everyday English for what tables hold, as data: one line of a text file for each thing that headers name.

General English only: no entry may name a table, a value or a header of any data set. A line reads::

    weight, mass: poundage ; + heavy ; - light ; v weigh weighs weighed

What headers call it, then what only people say; after ``;`` by a mark which adjectives ask for more of it
(``+``) or less (``-``), and which verbs ask for it: of a figure (``v``), of what someone does (``o``), and
for ``who``, ``where`` and ``when``. A line that begins with a space goes on with the one before.
"""
