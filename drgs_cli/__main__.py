"""The way in: knows the one answer that needs no command line library, and nothing else."""

import gc
import sys

from drgs_cli import __version__
from drgs_cli.cli import conduct, output


def main() -> int:
    """Answer the command line of this process; return its exit status.

    A run is short and makes next to no cycles: looking for garbage, once more when Python ends, takes a tenth of it.
    """
    gc.disable()
    try:
        return conduct.conduct(_answer)
    finally:
        gc.freeze()


def _answer() -> int:
    if sys.argv[1:] == ["--version"]:
        output.write(f"drgs {__version__}\n")
        return conduct.DONE
    conduct.heed_termination()
    from drgs_cli.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
