"""Prints the milliseconds that reading the key from the Secret Service takes, imports included."""

import sys
import time
from pathlib import Path

began = time.perf_counter()
from officedesk.storage import keyring_cache  # noqa: E402

found = keyring_cache.recall_fast(Path(sys.argv[1]))
print((time.perf_counter() - began) * 1000 if found else "absent")
