"""Opens the real window: ``open_desk.py HOME [--visit]``; a data key, in hexadecimal, may come on standard input."""

import datetime as dt
import sys
from pathlib import Path

from officedesk.app import open_window

text = sys.stdin.readline().strip()
if "--visit" in sys.argv:
    from visit import visit_every_page

    visit_every_page()
sys.exit(open_window(Path(sys.argv[1]), demo=False, day=dt.date(2026, 11, 23), key=bytes.fromhex(text) or None))
