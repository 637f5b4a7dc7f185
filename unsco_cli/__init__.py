"""A command-line knowledge base of cooperation between the United Nations and the SCO."""

__version__ = "0.1.0"
