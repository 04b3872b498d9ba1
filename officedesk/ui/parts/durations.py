"""How long something takes: read as it is typed, shown as it was understood."""

import re

from PySide6.QtCore import QCoreApplication

from officedesk.domain.days import hours
from officedesk.ui.parts.fields import TextField

# Under this, a number alone could be hours as well as minutes.
PLAINLY_MINUTES = 10

translate = QCoreApplication.translate

_NUMBER = re.compile(r"\d{1,5}", re.ASCII)
_MINUTES = re.compile(r"(\d{1,5}) ?(?:min|mn|m|minutes?)", re.ASCII)
_HOURS = re.compile(r"(\d{1,4}) ?(?::|h|heures?) ?([0-5]?\d)?(?: ?min| ?mn)?", re.ASCII)
_DECIMAL_HOURS = re.compile(r"(\d{1,4})[.,](\d{1,2}) ?(?:h|heures?)?", re.ASCII)


class DurationField(TextField):
    """A duration in minutes; when it is left, it says what was understood: « 90 » becomes « 1 h 30 »."""

    def __init__(self, key: str, label: str, *, placeholder: str = "") -> None:
        super().__init__(key, label, typed_duration, written_duration, placeholder=placeholder, longest=20)
        self.line.editingFinished.connect(self._say_again)

    def _say_again(self) -> None:
        try:
            written = written_duration(self.value())
        except ValueError:
            # It is refused when the form is saved; until then it is hers.
            return
        if written != self.line.text():
            self.line.setText(written)


def typed_duration(text: str) -> int | None:
    """Read « 1 h 30 », « 1:30 », « 1,5 h » or « 90 min » as minutes, None for an empty text.

    A number alone is minutes; under ten it is refused, since it could be hours. A decimal number is hours.
    Raises ValueError with a French sentence.
    """
    words = " ".join(text.split()).casefold()
    if not words:
        return None
    if _NUMBER.fullmatch(words):
        return _plain_minutes(int(words))
    if found := _MINUTES.fullmatch(words):
        return int(found[1])
    if found := _HOURS.fullmatch(words):
        return int(found[1]) * 60 + int(found[2] or 0)
    if found := _DECIMAL_HOURS.fullmatch(words):
        return round(60 * float(f"{found[1]}.{found[2]}"))
    wrong = translate("Durations", "Cette durée se lit mal : écrivez par exemple {long} ou {short}.")
    raise ValueError(wrong.format(long=hours(90), short=hours(45)))


def written_duration(minutes: int | None) -> str:
    """Return a duration in minutes in the words of the whole window."""
    return "" if minutes is None else hours(minutes)


def _plain_minutes(number: int) -> int:
    if 0 < number < PLAINLY_MINUTES:
        unclear = translate("Durations", "Écrivez {long} ou {short}.")
        raise ValueError(unclear.format(long=hours(60 * number), short=hours(number)))
    return number
