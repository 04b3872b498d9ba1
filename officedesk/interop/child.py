"""The process that reads a foreign file: bytes on its input, JSON on its output, and bounds on what it may take."""

import contextlib
import json
import logging
import sys

MEMORY_BYTES = 1 << 30
TIME_LIMIT_SECONDS = 120


def main() -> int:
    """Read the whole input; print a Reading, or the bound that the file goes beyond."""
    _bound()
    logging.disable(logging.CRITICAL)  # the libraries' messages quote the file
    from officedesk.interop.components import TooMuchError
    from officedesk.interop.reading import read

    try:
        reading = read(sys.stdin.buffer.read())
        # What vars gives is JSON already; asdict would copy each value of each component.
        answer = {**vars(reading), "found": [vars(each) for each in reading.found]}
    except TooMuchError as error:
        answer = {"refused": str(error)}
    except (MemoryError, RecursionError):
        answer = {"refused": "demande trop de mémoire"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's stop remains
        return
    # The system may refuse a limit that is already lower.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT_SECONDS, TIME_LIMIT_SECONDS))


if __name__ == "__main__":
    sys.exit(main())
