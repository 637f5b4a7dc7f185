"""Writing a file or a folder whole or not at all."""

from unsco_cli.files.refusals import (
    FileExists,
    InTheWay,
    NoFile,
    refuse_folder,
    refuse_target,
)
from unsco_cli.files.steps import put, settle, write_new
from unsco_cli.files.writing import Writing, make_file, make_folder, write_file

__all__ = [
    "FileExists",
    "InTheWay",
    "NoFile",
    "Writing",
    "make_file",
    "make_folder",
    "put",
    "refuse_folder",
    "refuse_target",
    "settle",
    "write_file",
    "write_new",
]
