"""Checks of a store: pure functions over what a file holds, which find every problem and stop at none."""

from unsco_cli.validate.checks import CHECKS, check_named
from unsco_cli.validate.contents import Contents, contents_of, contents_of_records
from unsco_cli.validate.problems import Check, Problem
from unsco_cli.validate.refusal import refuse
from unsco_cli.validate.report import ProblemsFound, Report, explanation, report

__all__ = [
    "CHECKS",
    "Check",
    "Contents",
    "Problem",
    "ProblemsFound",
    "Report",
    "check_named",
    "contents_of",
    "contents_of_records",
    "explanation",
    "refuse",
    "report",
]
