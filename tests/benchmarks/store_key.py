"""Puts a desk's data key into the session's keyring: ``store_key.py HOME``, key in hexadecimal on standard input."""

import sys
from pathlib import Path

from officedesk.storage import keyring_cache

sys.exit(0 if keyring_cache.remember(Path(sys.argv[1]), bytes.fromhex(sys.stdin.readline().strip())) else 1)
