"""Every check that is not a test: format, lint, types and import rules. `python -m tests.check`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
)


def main() -> int:
    """Run all checks, and fail if one of them fails."""
    failed = []
    for name, *arguments in CHECKS:
        sys.stdout.write(f"+ {' '.join((name, *arguments))}\n")
        sys.stdout.flush()
        program = Path(sys.executable).with_name(name)
        if subprocess.run([program, *arguments], cwd=ROOT, check=False).returncode:  # noqa: S603 (the programs above)
            failed.append(name)
    sys.stdout.write(f"failed: {', '.join(failed)}\n" if failed else "All checks passed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
