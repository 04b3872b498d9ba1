"""A real encrypted desk of three clients, a window with its collaborators, and what pages are built with."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Client, ClientDraft, Engagement, EngagementDraft
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from officedesk.ui.changes import Changes
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.history import History
from officedesk.ui.jobs import Jobs
from officedesk.ui.parts.toast import Toasts
from officedesk.ui.shell.theme import Theme

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.UTC)
HOSTILE = "<b>gras</b><img src='x'>"


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Portfolio]:
    desk, _ = Portfolio.create(tmp_path / "desk", "une phrase de passe", lambda: NOW)
    with desk.step("Créer des clients") as step:
        step.add(
            Client,
            ClientDraft(
                name="Atelier Lumen",
                slug="atelier-lumen",
                siren="000101014",
                activity="luminaires",
                payroll="Silae",
                colour=0,
                profile={"effectif_ct": 9, "has_employees": True},
            ),
        )
        step.add(Client, ClientDraft(name="Studio Halo", slug="studio-halo", colour=5))
        step.add(Client, ClientDraft(name=HOSTILE, slug="hostile", colour=2))
    with desk.workspace("atelier-lumen").step("Ouvrir la mission") as step:
        step.add(Engagement, EngagementDraft(included_minutes=20 * 60, start=dt.date(2026, 1, 1)))
    yield desk
    desk.close()


@pytest.fixture
def lumen(portfolio: Portfolio) -> Workspace:
    return portfolio.workspace("atelier-lumen")


@pytest.fixture
def halo(portfolio: Portfolio) -> Workspace:
    return portfolio.workspace("studio-halo")


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 860)
    return made


@pytest.fixture
def shared(portfolio: Portfolio, window: QWidget, qapp: QApplication) -> Iterator[Collaborators]:
    toasts = Toasts(window)
    jobs = Jobs(window)
    yield Collaborators(
        portfolio=portfolio,
        changes=Changes(portfolio.store, window),
        jobs=jobs,
        history=History(portfolio, toasts, window),
        toasts=toasts,
        day=TODAY,
        theme=Theme(qapp, "light"),
    )
    jobs.wait()
    portfolio.store.on_change.clear()
