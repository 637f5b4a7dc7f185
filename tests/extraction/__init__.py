"""How well ``unsco draft`` reads: press releases of our own, with the records that they tell.

``python -m tests.extraction`` prints precision and recall of each field; ``-v`` what was wrong where, and
names of texts take only these.
"""
