"""What is urgent: computed from a date and an importance, never typed."""

import datetime as dt

SOON = dt.timedelta(days=2)
HIGH = 1


def is_urgent(due: dt.date | None, importance: int | None, today: dt.date) -> bool:
    """Tell whether an open task is urgent: due today or late, or important (1) and due within two days."""
    if due is None:
        return False
    return due <= today or (importance == HIGH and due <= today + SOON)
