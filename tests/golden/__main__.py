"""``python -m tests.golden``: write every golden file anew and drop those that belong to no case."""

from tests.golden import CASES, FOLDER, kept, printed

for name in kept() - CASES.keys():
    (FOLDER / name).unlink()
for name, case in CASES.items():
    (FOLDER / name).write_bytes(printed(case))
