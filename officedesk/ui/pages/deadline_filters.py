"""What a list of obligations can be kept to: a domain, a period."""

import datetime as dt

from PySide6.QtCore import QCoreApplication

from officedesk.ui.pages.deadline_words import periods
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.domains import RULE_DOMAINS, domain_name

translate = QCoreApplication.translate


def domain_choice() -> Choice:
    """Return the choice of a domain; None is all of them."""
    choice = Choice(translate("Deadlines", "Domaine montré"), 11)
    choice.addItem(translate("Deadlines", "Tous les domaines"), None)
    for domain in RULE_DOMAINS:
        choice.addItem(domain_name(domain), domain)
    return choice


def period_choice(today: dt.date) -> Choice:
    """Return the choice of a period, each as its first and last day; None is no bound."""
    choice = Choice(translate("Deadlines", "Période montrée"), 10)
    for period, name in periods(today):
        choice.addItem(name, period)
    return choice
