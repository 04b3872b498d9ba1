"""What a page is given when it is built."""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # The first screen is painted before the portfolio's modules are imported.
    from officedesk.storage.portfolio import Portfolio
    from officedesk.ui.changes import Changes
    from officedesk.ui.history import History
    from officedesk.ui.jobs import Jobs
    from officedesk.ui.parts.toast import Toasts
    from officedesk.ui.shell.theme import Theme


class Collaborators(NamedTuple):
    """The open desk and the window's own services, handed to every page.

    The window builds ``DeadlinesPage(shared)``, ``NetworkPage(shared)``, ``ReportsPage(shared)`` and
    ``ClientPage(workspace, shared)`` on their first visit. A page may declare these signals, which the window
    connects: ``opened(client_id: int, table: str, row_id: int)`` opens that client's workspace on a row
    (``table`` « client » and row 0: its overview). ``ClientPage.show_row(table, row_id)`` receives it.

    A gesture that calls a service is written ``with told(shared.toasts): …`` (``officedesk.ui.failures``), and
    after a success ``shared.history.offer_undo(sentence)`` shows the toast with « Annuler ».
    """

    portfolio: "Portfolio"
    changes: "Changes"
    """``changes.happened`` carries a ``Change``: test ``change.concerns("task")`` and ``change.client_id``."""
    jobs: "Jobs"
    """``jobs.run(work, done, failed)``: work off the interface thread."""
    history: "History"
    toasts: "Toasts"
    """``toasts.say(text)``."""
    day: dt.date
    theme: "Theme"
