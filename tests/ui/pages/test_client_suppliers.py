"""The contracts of one client with the suppliers of the network."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import SupplierContract, SupplierContractDraft, SupplierDraft
from officedesk.services import suppliers
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client_suppliers import SuppliersView
from tests.ui.pages.conftest import TODAY
from tests.ui.pages.gestures import (
    button_of,
    cells,
    choose,
    click,
    error_of,
    press,
    press_undo,
    shown,
    texts_of,
    toast_text,
    type_in,
)

NAME, SUBJECT, AMOUNT, END, VIGILANCE = range(5)


@pytest.fixture
def view(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> SuppliersView:
    cleaner = suppliers.add_supplier(shared.portfolio, SupplierDraft(name="Nettoyage Clarté", trade="ménage"))
    suppliers.add_supplier(shared.portfolio, SupplierDraft(name="Traiteur Été"))
    contract = SupplierContractDraft(
        supplier_id=cleaner.id or 0, subject="locaux", annual_cents=780_000, signed=dt.date(2026, 3, 1)
    )
    suppliers.add_contract(lumen, contract, today=TODAY)
    made = SuppliersView(lumen, shared)
    shown(qtbot, window, made)
    return made


def test_a_contract_shows_its_amount_and_its_vigilance(view: SuppliersView) -> None:
    assert cells(view.rows, NAME) == ["Nettoyage Clarté"]
    assert cells(view.rows, AMOUNT) == ["7\u202f800\u202f€"]
    assert cells(view.rows, VIGILANCE) == ["à relancer"]
    assert "1er mars 2026" in texts_of(view.panel)


def test_a_contract_is_added_with_a_supplier_of_the_network(
    view: SuppliersView, lumen: Workspace, shared: Collaborators
) -> None:
    click(view.add_button)
    form = view.form
    assert form is not None
    choose(form, "supplier_id", "Traiteur Été")
    type_in(form, "annual_cents", "1 250,50")
    type_in(form, "end", "31/12/2026")
    press(form.fields["subject"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    kept = lumen.select(SupplierContract)[-1]
    assert (kept.annual_cents, kept.end) == (125_050, dt.date(2026, 12, 31))
    assert cells(view.rows, NAME) == ["Nettoyage Clarté", "Traiteur Été"]
    assert toast_text(shared) == "Contrat ajouté."


def test_a_supplier_met_on_the_way_joins_the_network_and_the_contract(
    view: SuppliersView, lumen: Workspace, shared: Collaborators
) -> None:
    click(view.add_button)
    form = view.form
    assert form is not None
    type_in(form, "subject", "vérification annuelle")
    click(button_of(form, "Nouveau fournisseur"))
    type_in(view.dialog.form, "name", "Élec-Contrôle")
    view.dialog.form.save_button.click()

    assert view.form is form
    assert form.fields["subject"].typed() == "vérification annuelle"
    form.save_button.click()
    assert cells(view.rows, NAME) == ["Nettoyage Clarté", "Élec-Contrôle"]


def test_an_empty_network_asks_for_its_first_supplier(
    qtbot: QtBot, window: QWidget, halo: Workspace, shared: Collaborators
) -> None:
    view = SuppliersView(halo, shared)
    shown(qtbot, window, view)
    assert view.card.sentence.isVisible()

    click(view.add_button)
    type_in(view.dialog.form, "name", "Élec-Contrôle")
    view.dialog.form.save_button.click()
    assert view.form is not None
    view.form.save_button.click()

    assert cells(view.rows, NAME) == ["Élec-Contrôle"]


def test_an_end_before_the_signature_and_a_wrong_amount_are_refused(view: SuppliersView, lumen: Workspace) -> None:
    press(view.table, Qt.Key.Key_Return)
    form = view.form
    assert form is not None
    type_in(form, "annual_cents", "beaucoup")
    form.save_button.click()
    assert error_of(form, "annual_cents").startswith("Ce montant se lit mal")

    type_in(form, "annual_cents", "8000")
    type_in(form, "end", "28/02/2026")
    form.save_button.click()
    assert form.error.text() == "Le contrat finit avant d’avoir été signé : corrigez la fin."
    assert form.fields["end"].typed() == "28/02/2026"
    assert lumen.select(SupplierContract)[0].annual_cents == 780_000


def test_a_reference_taken_by_another_contract_is_refused(view: SuppliersView, lumen: Workspace) -> None:
    click(view.add_button)
    form = view.form
    assert form is not None
    type_in(form, "ref", "F1")
    form.save_button.click()

    assert "F1" in form.error.text()
    assert len(lumen.select(SupplierContract)) == 1


def test_delete_takes_the_contract_and_leaves_the_supplier(
    view: SuppliersView, lumen: Workspace, shared: Collaborators
) -> None:
    press(view.table, Qt.Key.Key_Delete)
    assert lumen.select(SupplierContract) == []
    assert len(shared.portfolio.suppliers()) == 2

    press_undo(shared)
    assert cells(view.rows, NAME) == ["Nettoyage Clarté"]


def test_another_client_sees_none_of_them(
    window: QWidget, view: SuppliersView, halo: Workspace, shared: Collaborators
) -> None:
    assert SuppliersView(halo, shared, window).rows.rowCount() == 0
