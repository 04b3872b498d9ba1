"""A client's profile: checked when it is saved, never before, and nothing typed is lost."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Deadline
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client_profile import ProfileView
from officedesk.ui.pages.new_client import NewClientDialog
from officedesk.ui.parts.plain_line import PlainLine
from tests.ui.pages.conftest import HOSTILE
from tests.ui.pages.gestures import choose, click, error_of, press, press_undo, shown, toast_text, type_in


@pytest.fixture
def view(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> ProfileView:
    made = ProfileView(lumen, shared)
    shown(qtbot, window, made)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget, shared: Collaborators) -> NewClientDialog:
    window.show()
    made = NewClientDialog(shared, window)
    made.open()
    return made


def test_the_form_shows_what_is_known_and_what_is_not(view: ProfileView) -> None:
    fields = view.form.fields

    assert fields["name"].typed() == "Atelier Lumen"
    assert fields["siren"].typed() == "000101014"
    assert fields["effectif_ct"].typed() == "9"
    assert fields["has_employees"].value() is True
    assert fields["vat_regime"].value() is None
    assert fields["duerp_state"].value() is None


def test_nothing_is_written_while_the_form_is_filled(view: ProfileView, lumen: Workspace) -> None:
    type_in(view.form, "name", "Autre nom")
    choose(view.form, "vat_regime", "franchise en base")

    assert lumen.client().name == "Atelier Lumen"
    assert "vat_regime" not in lumen.client().profile


def test_saving_keeps_what_changed_and_computes_the_dates(
    view: ProfileView, lumen: Workspace, shared: Collaborators
) -> None:
    choose(view.form, "duerp_state", "Aucun DUERP")
    type_in(view.form, "effectif_css_2025", "9,5")
    type_in(view.form, "city", "Nantes")
    type_in(view.form, "fiscal_year_end", "31/12")
    press(view.form.fields["name"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    client = lumen.client()
    assert client.profile["duerp_last_version"] is None
    assert client.profile["effectif_css"] == {"2025": 9.5}
    assert client.profile["fiscal_year_end"] == "12-31"
    assert client.city == "Nantes"
    # What was known and not touched stays, what is not known is still not.
    assert client.profile["effectif_ct"] == 9
    assert "vat_regime" not in client.profile
    assert "duerp-initial" in {deadline.rule for deadline in lumen.select(Deadline)}
    assert toast_text(shared) == "Profil enregistré, échéances mises à jour."


def test_saving_an_untouched_form_changes_nothing(view: ProfileView, lumen: Workspace) -> None:
    before = lumen.client().model_dump()

    view.form.save_button.click()

    assert lumen.client().model_dump() == before


def test_cancel_shows_what_is_stored_again(view: ProfileView, lumen: Workspace) -> None:
    type_in(view.form, "name", "Autre nom")

    click(view.form.cancel_button)

    assert view.form.fields["name"].typed() == "Atelier Lumen"


def test_return_saves_the_profile(view: ProfileView, lumen: Workspace) -> None:
    type_in(view.form, "city", "Nantes")
    view.form.fields["city"].editor.setFocus()

    press(view.form.fields["city"].editor, Qt.Key.Key_Return)

    assert lumen.client().city == "Nantes"


def test_what_is_emptied_is_unknown_again(view: ProfileView, lumen: Workspace, shared: Collaborators) -> None:
    choose(view.form, "has_employees", "Non renseigné")
    type_in(view.form, "effectif_ct", "")
    type_in(view.form, "siren", "")
    type_in(view.form, "activity", "")
    view.form.save_button.click()

    client = lumen.client()
    assert client.profile == {}
    assert (client.siren, client.activity) == (None, "")
    assert view.form.fields["has_employees"].value() is None
    assert toast_text(shared) == "Profil enregistré, échéances mises à jour."

    press_undo(shared)
    assert lumen.client().profile == {"effectif_ct": 9, "has_employees": True}


def test_headcounts_are_forgotten_with_the_last_of_them(view: ProfileView, lumen: Workspace) -> None:
    type_in(view.form, "effectif_css_2024", "8")
    type_in(view.form, "effectif_css_2025", "9")
    view.form.save_button.click()
    type_in(view.form, "effectif_css_2024", "")
    view.form.save_button.click()
    assert lumen.client().profile["effectif_css"] == {"2025": 9}

    type_in(view.form, "effectif_css_2025", "")
    view.form.save_button.click()

    assert "effectif_css" not in lumen.client().profile


def test_no_duerp_is_not_the_same_as_nothing_known_of_it(view: ProfileView, lumen: Workspace) -> None:
    choose(view.form, "duerp_state", "Aucun DUERP")
    view.form.save_button.click()
    assert lumen.client().profile["duerp_last_version"] is None
    assert "duerp-initial" in {deadline.rule for deadline in lumen.select(Deadline)}

    choose(view.form, "duerp_state", "Non renseigné")
    view.form.save_button.click()

    assert "duerp_last_version" not in lumen.client().profile
    assert "duerp-initial" not in {deadline.rule for deadline in lumen.select(Deadline)}


def test_a_date_beside_nothing_known_is_asked_about(view: ProfileView, lumen: Workspace) -> None:
    choose(view.form, "duerp_state", "Rédigé")
    type_in(view.form, "duerp_last_version", "10/03/2026")
    view.form.save_button.click()
    choose(view.form, "duerp_state", "Non renseigné")
    view.form.save_button.click()

    assert error_of(view.form, "duerp_last_version") == "Videz ce champ, ou changez la réponse à sa gauche."
    assert lumen.client().profile["duerp_last_version"] == "2026-03-10"

    type_in(view.form, "duerp_last_version", "")
    view.form.save_button.click()
    assert "duerp_last_version" not in lumen.client().profile


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("name", " ", "Il manque un nom : écrivez-le et recommencez."),
        ("siren", "000101015", "La clé de ce SIREN est fausse : vérifiez les chiffres."),
        ("siren", "12", "Un SIREN a neuf chiffres : vérifiez-le."),
        ("vat_due_day", "31", "Un nombre entier de 15 à 24 est attendu, pas «\u202f31\u202f»."),
        ("fiscal_year_end", "31/02", "Ce jour n’existe pas ou se lit mal : écrivez par exemple 31/12."),
        ("effectif_ct", "-1", "Un nombre entier est attendu, par exemple 12."),
        ("duerp_last_version", "hier", "Cette date n’existe pas ou se lit mal : écrivez par exemple 25/11/2026."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_kept(
    view: ProfileView, lumen: Workspace, key: str, typed: str, sentence: str
) -> None:
    before = lumen.client().model_dump()
    type_in(view.form, "city", "Nantes")
    type_in(view.form, key, typed)

    view.form.save_button.click()

    assert error_of(view.form, key) == sentence
    assert view.form.fields[key].typed() == typed
    assert view.form.fields["city"].typed() == "Nantes"
    assert lumen.client().model_dump() == before


def test_a_version_of_a_duerp_that_does_not_exist_is_refused(view: ProfileView, lumen: Workspace) -> None:
    choose(view.form, "duerp_state", "Aucun DUERP")
    type_in(view.form, "duerp_last_version", "10/03/2026")
    view.form.save_button.click()
    assert error_of(view.form, "duerp_last_version") == "Videz ce champ, ou changez la réponse à sa gauche."

    choose(view.form, "duerp_state", "Rédigé")
    view.form.save_button.click()
    assert lumen.client().profile["duerp_last_version"] == "2026-03-10"


def test_a_change_elsewhere_does_not_write_over_what_is_typed(
    view: ProfileView, lumen: Workspace, shared: Collaborators
) -> None:
    from officedesk.services import clients

    type_in(view.form, "activity", "luminaires et abat-jour")
    clients.update_client(shared.portfolio, "atelier-lumen", {"city": "Rennes"}, today=shared.day)

    assert view.form.fields["activity"].typed() == "luminaires et abat-jour"

    view.form.save_button.click()
    assert (lumen.client().activity, lumen.client().city) == ("luminaires et abat-jour", "Rennes")


def test_a_new_client_needs_a_name_and_a_true_siren(dialog: NewClientDialog, portfolio: Portfolio) -> None:
    type_in(dialog.form, "siren", "123 456 789")
    dialog.form.save_button.click()

    assert error_of(dialog.form, "name") == "Il manque un nom : écrivez-le et recommencez."
    assert error_of(dialog.form, "siren") == "La clé de ce SIREN est fausse : vérifiez les chiffres."
    assert len(portfolio.clients()) == 3
    assert dialog.isVisible()


def test_a_new_client_is_made_with_its_dates_and_can_be_taken_back(
    qtbot: QtBot, dialog: NewClientDialog, portfolio: Portfolio, shared: Collaborators
) -> None:
    type_in(dialog.form, "name", "Cabinet Orme & Fils")
    type_in(dialog.form, "siren", "000 202 028")
    choose(dialog.form, "has_employees", "Oui")
    choose(dialog.form, "duerp_state", "Aucun DUERP")

    with qtbot.waitSignal(dialog.created) as told:
        press(dialog.form.fields["name"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    client = portfolio.client("cabinet-orme-fils")
    assert told.args == [client.id]
    assert client.siren == "000202028"
    assert client.profile["has_employees"] is True
    assert portfolio.workspace(client.slug).select(Deadline) != []

    press_undo(shared)
    assert "cabinet-orme-fils" not in {each.slug for each in portfolio.clients()}


def test_what_was_refused_is_scrolled_to(qtbot: QtBot, dialog: NewClientDialog) -> None:
    type_in(dialog.form, "name", "Cabinet Orme")
    type_in(dialog.form, "siren", "123 456 789")
    [area] = dialog.findChildren(QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    field = dialog.form.fields["siren"]
    assert area.verticalScrollBar().value() > 0

    dialog.form.save_button.click()

    def seen() -> bool:
        corner = field.error.mapTo(area.viewport(), QPoint(0, 0))
        return area.viewport().rect().contains(QRect(corner, field.error.size()))

    qtbot.waitUntil(seen)


def test_a_client_followed_for_long_says_what_is_late_at_once(
    dialog: NewClientDialog, portfolio: Portfolio, shared: Collaborators
) -> None:
    type_in(dialog.form, "name", "Cabinet Orme")
    type_in(dialog.form, "followed_since", "01/09/2026")
    choose(dialog.form, "has_employees", "Oui")
    type_in(dialog.form, "effectif_css_2025", "3")
    choose(dialog.form, "pay_practice", "à la fin du mois travaillé")
    dialog.form.save_button.click()

    today = dt.date(2026, 11, 23)
    late = [each for each in portfolio.workspace("cabinet-orme").select(Deadline) if each.due and each.due < today]
    assert late
    assert f"Client créé : {len(late)} échéance" in toast_text(shared)


def test_an_earlier_follow_up_says_what_would_be_late(qtbot: QtBot, view: ProfileView) -> None:
    type_in(view.form, "followed_since", "01/06/2025")

    qtbot.waitUntil(lambda: view.effect.isVisible())

    assert "dates déjà passées seront en retard" in view.effect.text()


def test_a_name_already_taken_is_said_under_the_name(dialog: NewClientDialog, portfolio: Portfolio) -> None:
    type_in(dialog.form, "name", "Studio Halo")
    type_in(dialog.form, "city", "Angers")
    dialog.form.save_button.click()

    assert "studio-halo" in error_of(dialog.form, "name")
    assert dialog.form.fields["city"].typed() == "Angers"
    assert len(portfolio.clients()) == 3


def test_a_hostile_name_is_a_name(dialog: NewClientDialog, portfolio: Portfolio) -> None:
    type_in(dialog.form, "name", HOSTILE + " bis")
    dialog.form.save_button.click()

    assert HOSTILE + " bis" in {client.name for client in portfolio.clients()}


def test_amounts_reviews_and_what_there_is_none_of_are_kept(view: ProfileView, lumen: Workspace) -> None:
    choose(view.form, "tax", "impôt sur les sociétés")
    type_in(view.form, "fiscal_year_end", "31/12")
    type_in(view.form, "is_previous_tax_eur", "5 000,50 €")
    type_in(view.form, "cfe_previous_eur", "1200")
    type_in(view.form, "reviews_rgpd_register", "30/01/2026")
    choose(view.form, "cse_state", "Aucun CSE")
    choose(view.form, "share_state", "Aucun dispositif")
    press(view.form.fields["name"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    profile = lumen.client().profile
    assert (profile["is_previous_tax_eur"], profile["cfe_previous_eur"]) == ("5000.50", "1200.00")
    assert profile["reviews"] == {"rgpd_register": "2026-01-30"}
    assert profile["cse_mandate_end"] is profile["profit_share_scheme"] is None
    assert view.form.fields["is_previous_tax_eur"].typed().replace("\u202f", " ") == "5 000,50"
    # Each of them opened its dates.
    owed = {deadline.rule for deadline in lumen.select(Deadline)}
    assert {"is-acompte", "is-solde"} <= owed


def missing(view: ProfileView) -> dict[str, str]:
    lines = [line for line in view.missing.findChildren(PlainLine) if line.isVisible()]
    return {texts_of(line)[0]: texts_of(line)[1] for line in lines}


def texts_of(line: PlainLine) -> list[str]:
    return [label.text() for label in line.findChildren(QLabel)]


def test_what_is_missing_is_told_with_the_rules_that_wait(qtbot: QtBot, view: ProfileView) -> None:
    choose(view.form, "vat_regime", "réel, CA3 chaque mois")
    press(view.form.fields["name"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: "Jour de la TVA (15 à 24)" in missing(view))
    assert missing(view)["Jour de la TVA (15 à 24)"] == "Déclaration mensuelle de TVA (CA3)"

    type_in(view.form, "vat_due_day", "19")
    press(view.form.fields["name"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: view.missing.note.text() == str(len(missing(view))))
    assert "Jour de la TVA (15 à 24)" not in missing(view)


def test_the_difference_is_told_before_it_is_saved(qtbot: QtBot, view: ProfileView, lumen: Workspace) -> None:
    # Nine employees: no yearly date. Eleven: the yearly update of the DUERP, the elections of the CSE.
    type_in(view.form, "duerp_last_version", "10/03/2026")
    choose(view.form, "duerp_state", "Rédigé")
    choose(view.form, "cse_state", "Aucun CSE")
    type_in(view.form, "effectif_ct_since", "04/01/2026")
    press(view.form.fields["name"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not view.effect.isVisible()

    type_in(view.form, "effectif_ct", "11")

    qtbot.waitUntil(view.effect.isVisible)
    said = view.effect.text().replace("\u202f", " ")
    assert said.startswith("Si vous enregistrez : + 2 obligations, − 0 (")
    assert "+ Mise à jour annuelle du DUERP" in said
    assert "+ Élections du CSE" in said
    assert lumen.client().profile["effectif_ct"] == 9

    type_in(view.form, "effectif_ct", "9")
    qtbot.waitUntil(lambda: not view.effect.isVisible())


def test_what_goes_is_told_too_and_a_wrong_field_tells_nothing(qtbot: QtBot, view: ProfileView) -> None:
    choose(view.form, "has_employees", "Non")
    qtbot.waitUntil(view.effect.isVisible)
    assert "− Contrôler le taux d’accidents du travail" in view.effect.text()

    type_in(view.form, "vat_due_day", "deux")
    qtbot.waitUntil(lambda: not view.effect.isVisible())
    assert error_of(view.form, "vat_due_day") == ""


def test_what_was_saved_is_told_above_the_buttons(view: ProfileView, window: QWidget, shared: Collaborators) -> None:
    type_in(view.form, "effectif_ct", "10")
    click(view.form.save_button)

    toast = shared.toasts.current
    assert toast is not None
    for button in (view.form.save_button, view.form.cancel_button):
        place = QRect(button.mapTo(window, QPoint()), button.size())
        assert not toast.geometry().intersects(place)
    assert window.rect().contains(toast.geometry())

    type_in(view.form, "effectif_ct", "beaucoup")
    click(view.form.save_button)
    assert shared.toasts.current is None
    assert error_of(view.form, "effectif_ct")
