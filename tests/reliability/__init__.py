"""Proofs that no record is lost: real files, real processes, real signals, and never a mock of the program.

``python -m tests.reliability`` runs them all at length and prints what was counted; a short form of each is
a part of the suite.
"""
