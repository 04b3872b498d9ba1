"""The process that reads a foreign file: bytes on its input, JSON on its output, bounds on what it may take."""

import contextlib
import json
import logging
import sys

MEMORY_BYTES = 1 << 30
TIME_LIMIT_SECONDS = 120
MAIL = "mail"


def main() -> int:
    """Read the whole input; print what it holds, or the bound that the file goes beyond."""
    _bound()
    logging.disable(logging.CRITICAL)  # the libraries' messages quote the file
    from officedesk.interop.components import TooMuchError

    try:
        answer = (_mail if sys.argv[1:] == [MAIL] else _cards)(sys.stdin.buffer.read())
    except TooMuchError as error:
        answer = {"refused": str(error)}
    except (MemoryError, RecursionError):
        answer = {"refused": "demande trop de mémoire"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _cards(data: bytes) -> dict[str, object]:
    from officedesk.interop.reading import read

    reading = read(data)
    # What vars gives is JSON already; asdict would copy each value of each component.
    return {**vars(reading), "found": [vars(each) for each in reading.found]}


def _mail(data: bytes) -> dict[str, object]:
    from officedesk.interop.mail import read

    return read(data)._asdict()


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
