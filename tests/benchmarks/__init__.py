"""How long a question takes, as ratios; scripts to run by hand, not tests."""
