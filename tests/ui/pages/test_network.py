"""The network of suppliers: found by name or trade, added, changed, deleted."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import SupplierContractDraft, SupplierDraft
from officedesk.services import suppliers
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.network import NetworkPage
from officedesk.ui.pages.supplier_words import vigilance_chip
from tests.ui.pages.conftest import HOSTILE, TODAY
from tests.ui.pages.gestures import (
    button_of,
    cells,
    click,
    error_of,
    press,
    press_undo,
    shown,
    texts_of,
    toast_text,
    type_in,
    write,
)

NAME, CLIENTS, VIGILANCE = 0, 2, 4


@pytest.fixture
def cleaner(portfolio: Portfolio, lumen: Workspace) -> int:
    made = suppliers.add_supplier(
        portfolio, SupplierDraft(name="Nettoyage Clarté", trade="ménage", phone="06 39 98 00 00")
    )
    contract = SupplierContractDraft(
        supplier_id=made.id or 0, subject="locaux", annual_cents=780_000, signed=dt.date(2026, 3, 1)
    )
    suppliers.add_contract(lumen, contract, today=TODAY)
    return made.id or 0


@pytest.fixture
def page(qtbot: QtBot, window: QWidget, cleaner: int, shared: Collaborators) -> NetworkPage:
    suppliers.add_supplier(shared.portfolio, SupplierDraft(name="Traiteur Été", trade="traiteur"))
    made = NetworkPage(shared)
    shown(qtbot, window, made)
    return made


def names(portfolio: Portfolio) -> list[str]:
    return [supplier.name for supplier in portfolio.suppliers()]


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (None, "", "neutral"),
        (dt.date(2026, 11, 22), "à relancer", "late"),
        (dt.date(2026, 12, 15), "15 déc.", "soon"),
        (dt.date(2027, 3, 15), "15 mars", "neutral"),
        (dt.date(2027, 12, 15), "15 déc. 2027", "neutral"),
    ],
)
def test_a_chip_says_when_the_next_vigilance_is_due(due: dt.date | None, words: str, tone: str) -> None:
    assert vigilance_chip(due, TODAY) == (words, tone)


def test_each_supplier_shows_its_clients_and_its_vigilance(page: NetworkPage) -> None:
    assert cells(page.list.rows, NAME) == ["Nettoyage Clarté", "Traiteur Été"]
    assert cells(page.list.rows, CLIENTS) == ["Atelier Lumen", ""]
    # Signed on 1 March without any attestation: the one of the signature is long due.
    assert cells(page.list.rows, VIGILANCE) == ["à relancer", ""]


def test_the_card_tells_what_each_client_buys(page: NetworkPage, lumen: Workspace, qtbot: QtBot) -> None:
    told = texts_of(page.list.panel)
    assert "06 39 98 00 00" in told
    assert "Atelier Lumen" in told
    assert "locaux, 7\u202f800\u202f€ HT par an" in told

    with qtbot.waitSignal(page.opened) as asked:
        click(button_of(page.list.panel, "Ouvrir"))
    assert asked.args is not None
    assert asked.args[:2] == [lumen.client_id, "supplier_contract"]


def test_a_search_folds_accents_and_reads_trades(page: NetworkPage) -> None:
    write(page.search, "ete")
    assert cells(page.list.rows, NAME) == ["Traiteur Été"]

    page.search.clear()
    write(page.search, "MÉNAGE")
    assert cells(page.list.rows, NAME) == ["Nettoyage Clarté"]


def test_a_search_without_answer_says_so(page: NetworkPage) -> None:
    write(page.search, "plombier")

    assert page.list.rows.rowCount() == 0
    assert page.list.card.sentence.isVisible()


def test_a_supplier_is_added_by_the_form(page: NetworkPage, shared: Collaborators) -> None:
    click(page.add_button)
    form = page.list.form
    assert form is not None
    type_in(form, "name", "Élec-Contrôle")
    type_in(form, "email", "contact@elec.example")
    press(form.fields["name"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert "Élec-Contrôle" in names(shared.portfolio)
    assert "contact@elec.example" in texts_of(page.list.panel)
    assert toast_text(shared) == "Fournisseur ajouté."


def test_a_wrong_siren_a_wrong_address_and_no_name_are_said_beside_the_fields(
    page: NetworkPage, shared: Collaborators
) -> None:
    click(page.add_button)
    form = page.list.form
    assert form is not None
    type_in(form, "siren", "123 456 789")
    type_in(form, "email", "pas une adresse")
    form.save_button.click()

    assert error_of(form, "name") == "Il manque un nom : écrivez-le et recommencez."
    assert error_of(form, "siren") == "La clé de ce SIREN est fausse : vérifiez les chiffres."
    assert error_of(form, "email").startswith("Cette adresse se lit mal")
    assert form.fields["siren"].typed() == "123 456 789"
    assert len(names(shared.portfolio)) == 2


def test_a_supplier_with_a_contract_is_kept_and_says_why(page: NetworkPage, shared: Collaborators) -> None:
    press(page.list.table, Qt.Key.Key_Delete)

    assert "Nettoyage Clarté" in names(shared.portfolio)
    assert "supprimez d’abord le contrat" in toast_text(shared)


def test_a_free_supplier_goes_at_once_and_comes_back(page: NetworkPage, shared: Collaborators) -> None:
    page.list.table.selectRow(1)
    press(page.list.table, Qt.Key.Key_Delete)
    assert names(shared.portfolio) == ["Nettoyage Clarté"]

    press_undo(shared)
    assert names(shared.portfolio) == ["Nettoyage Clarté", "Traiteur Été"]


def test_a_change_is_saved_on_demand_only(page: NetworkPage, shared: Collaborators) -> None:
    press(page.list.table, Qt.Key.Key_Return)
    form = page.list.form
    assert form is not None
    type_in(form, "name", "Clarté Services")
    assert "Clarté Services" not in names(shared.portfolio)

    form.save_button.click()

    assert "Clarté Services" in names(shared.portfolio)


def test_a_hostile_supplier_is_shown_as_it_is(qtbot: QtBot, window: QWidget, shared: Collaborators) -> None:
    long = "W" * 160
    suppliers.add_supplier(shared.portfolio, SupplierDraft(name=HOSTILE, trade=HOSTILE, contact=HOSTILE, notes=HOSTILE))
    suppliers.add_supplier(shared.portfolio, SupplierDraft(name=long, contact=long, address="\u202e" + long))
    page = NetworkPage(shared)
    shown(qtbot, window, page)
    width = page.list.panel.width()

    page.list.table.selectRow(0)
    assert texts_of(page.list.panel).count(HOSTILE) == 4
    page.list.table.selectRow(1)
    page.grab()

    assert page.list.panel.width() == width
    body = page.list.panel.shown()
    assert body is not None
    assert body.width() <= width
