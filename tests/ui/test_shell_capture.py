"""The capture line: a title, and whom it is for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain.errors import InvalidInputError
from officedesk.storage.glance import ClientLine
from officedesk.ui.shell.capture import Captured, read_line

CLIENTS = (
    ClientLine(2, "ysoline-the", "Ysoline Thé & Fourneaux", 1, 0),
    ClientLine(3, "studio-halo", "Studio Halo", 2, 0),
    ClientLine(4, "studio-vermandrin", "Studio Vermandrin", 3, 0),
    ClientLine(5, "clinique-boreal", "Clinique vétérinaire du Quai Boréal", 4, 0),
)


@pytest.mark.parametrize(
    ("line", "title", "client"),
    [
        ("Relancer le devis", "Relancer le devis", None),
        ("@ysoline rappeler le traiteur", "rappeler le traiteur", 2),
        ("rappeler @halo demain", "rappeler demain", 3),
        ("commander  du   papier @studio-vermandrin", "commander du papier", 4),
        ("@VÉTÉ classer", "classer", 5),
        ("@vete classer", "classer", 5),
        ("écrire à @ plus tard", "écrire à @ plus tard", None),
        ("voir jean@exemple.fr", "voir jean@exemple.fr", None),
    ],
)
def test_a_line_is_a_title_and_perhaps_a_client(line: str, title: str, client: int | None) -> None:
    found = read_line(line, CLIENTS)

    assert found.title == title
    assert (found.client.id if found.client else None) == client


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "Il manque un titre"),
        ("   ", "Il manque un titre"),
        ("@ysoline", "Il manque un titre"),
        ("@inconnu classer", "Aucun client ne commence par « inconnu »"),
        ("@studio classer", "Studio Halo, Studio Vermandrin"),
    ],
)
def test_a_line_that_cannot_be_understood_is_refused_with_its_reason(line: str, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said):
        read_line(line, CLIENTS)


@given(st.text(st.characters(exclude_characters="@", exclude_categories=("C", "Z"))).filter(bool))
def test_a_title_without_an_at_sign_is_kept_as_it_is(title: str) -> None:
    assert read_line(title, ()) == Captured(" ".join(title.split()), None)
