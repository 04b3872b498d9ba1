"""One VCARD, read by vobject, as the values of a supplier."""

import quopri
import re
from typing import Any

from officedesk.interop.components import Component, property_name
from officedesk.interop.found import Found, LeftOutError, fingerprint, notes, one_line, short_uid
from officedesk.interop.lines import CONTROL

TAKEN = frozenset({"n", "fn", "org", "email", "tel", "adr", "url", "note", "categories", "title", "role", "x-siren"})
# vobject keeps what stands before the first bare comma; many programs write bare commas in these.
SINGLE = frozenset({"fn", "note", "title", "role", "email", "tel", "url"})
BARE = "\\,"
GENERIC = frozenset({"my contacts", "mycontacts", "contacts"})
_COMMA = re.compile(r"(?<!\\),")
_CHARSET = re.compile(r";CHARSET=\"?([A-Za-z0-9_-]+)\"?", re.IGNORECASE)
_QUOTED = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE", re.IGNORECASE)


def supplier(component: Component) -> Found:
    """Return a supplier; raise LeftOutError when the card has no name. Nothing that the card points at is fetched."""
    card, left = _parsed(component)
    remarks: list[str] = []
    organisations = [part for value in _values(card, "org") for part in _listed(value)]
    person = one_line(_first(card, "fn") or _full_name(card), 160)
    emails = [re.sub(r"^mailto:", "", str(each).strip(), flags=re.IGNORECASE) for each in _preferred(card, "email")]
    phones = [_phone(str(each)) for each in _preferred(card, "tel", avoid="fax")]
    name = one_line(organisations[0] if organisations else "", 160) or person
    name = name or next((one_line(email, 160) for email in emails if email), "")
    if not name:
        raise LeftOutError("la carte n’a ni nom, ni organisation, ni adresse électronique")
    categories = [each for value in _values(card, "categories") for each in _listed(value)]
    siren = re.sub(r"\D", "", _first(card, "x-siren"))
    addresses = [shown for shown in map(_address, _preferred(card, "adr")) if shown]
    urls = [str(each).replace("\\:", ":").strip() for each in _preferred(card, "url")]
    if left:
        remarks.append(f"non repris : {', '.join(dict.fromkeys(left))}"[:400])
    values: dict[str, Any] = {
        "name": name,
        "trade": one_line(next((each for each in categories if each.casefold() not in GENERIC), ""), 160),
        "contact": person if person != name else "",
        "email": next((email for email in emails if len(email) <= 254), ""),
        "phone": next((phone for phone in phones if len(phone) <= 60), ""),
        "address": one_line(addresses[0], 400) if addresses else "",
        "website": next((url for url in urls if len(url) <= 400), ""),
        "siren": siren if len(siren) == 9 else None,
    }
    extra = [
        _line("Fonction", [_first(card, "title"), _first(card, "role")], []),
        _line("Services", organisations[1:], [values["name"]]),
        _line("Catégories", categories, [values["trade"]]),
        _line("Autres adresses électroniques", emails, [values["email"]]),
        _line("Autres téléphones", phones, [values["phone"]]),
        _line("Autres adresses", [one_line(each, 400) for each in addresses], [values["address"]]),
        _line("Autres sites", urls, [values["website"]]),
    ]
    values["notes"] = notes([*(str(each) for each in _values(card, "note")), *extra], remarks)
    return Found("supplier", _uid(component), component.number, values, remarks)


def _parsed(component: Component) -> tuple[dict[str, list[Any]], list[str]]:
    """Return the properties that have a place, by name, and the names of the others, which vobject never sees."""
    import vobject

    kept, left = [], []
    for line in component.lines:
        name = property_name(line.text).lower()
        if name in TAKEN and not line.cut:
            text = _decoded(line.text)
            kept.append(_one_value(text) if name in SINGLE else text)
        elif not name.startswith(("x-ab", "version", "prodid", "rev", "uid")):
            left.append(name.upper())
    try:
        card = vobject.readOne("\r\n".join(["BEGIN:VCARD", *kept, "END:VCARD", ""]), ignoreUnreadable=True)
    except Exception as error:  # whatever the library stumbles on, only this card is lost
        raise LeftOutError("la carte est illisible") from error
    return dict(card.contents), left


def _one_value(text: str) -> str:
    head, colon, value = text.partition(":")
    return f"{head}{colon}{_COMMA.sub(lambda _: BARE, value)}"


def _decoded(text: str) -> str:
    """Return a property without quoted-printable and charset: vobject stops at the first wrong byte."""
    head, colon, value = text.partition(":")
    charset = _CHARSET.search(head)
    plain = _CHARSET.sub("", head)
    if not _QUOTED.search(plain):
        return f"{plain}{colon}{value}"
    data = quopri.decodestring(value.encode())
    try:
        decoded = data.decode(charset[1] if charset else "utf-8")
    except (UnicodeDecodeError, LookupError):
        decoded = data.decode("utf-8" if charset and charset[1].lower() == "utf-8" else "cp1252", errors="replace")
    escaped = re.sub(r"\r\n|\r|\n", r"\\n", decoded).translate(CONTROL)
    return f"{_QUOTED.sub('', plain)}{colon}{escaped}"


def _values(card: dict[str, list[Any]], name: str) -> list[Any]:
    return [line.value for line in card.get(name, []) if line.value not in ("", None, [""])]


def _first(card: dict[str, list[Any]], name: str) -> str:
    return next((str(value).strip() for value in _values(card, name)), "")


def _preferred(card: dict[str, list[Any]], name: str, avoid: str = "") -> list[Any]:
    """Return a property's values, the preferred one first, those of a type to avoid last."""

    def rank(line: Any) -> int:
        words = {word.strip('" ').casefold() for each in line.params.get("TYPE", []) for word in each.split(",")}
        words |= {word.casefold() for word in line.singletonparams}
        if avoid and (avoid in words or "pager" in words):
            return 2
        return 0 if "pref" in words or line.params.get("PREF") == ["1"] else 1

    return [line.value for line in sorted(card.get(name, []), key=rank) if line.value not in ("", None)]


def _listed(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else [value]
    # A bare comma inside a part makes vobject cut it again.
    told = (", ".join(str(each).strip() for each in part) if isinstance(part, list) else str(part) for part in parts)
    return [part.strip() for part in told if part.strip()]


def _full_name(card: dict[str, list[Any]]) -> str:
    for name in _values(card, "n"):
        parts = [getattr(name, part, "") for part in ("given", "family")]
        return " ".join(" ".join(_listed(part)) for part in parts if part).strip()
    return ""


def _address(value: Any) -> str:
    if isinstance(value, str):
        return value
    town = " ".join(_flat(value, "code", "city"))
    return ", ".join(
        [*_flat(value, "box", "extended", "street"), *([town] if town else []), *_flat(value, "region", "country")]
    )


def _flat(value: Any, *names: str) -> list[str]:
    return [" ".join(" ".join(_listed(getattr(value, name, ""))).split()) for name in names if getattr(value, name, "")]


def _phone(value: str) -> str:
    return re.sub(r"^tel:", "", value.strip(), flags=re.IGNORECASE).partition(";")[0].strip()


def _line(label: str, values: list[str], already: list[str]) -> str:
    more = [value for value in dict.fromkeys(values) if value and value not in already]
    return f"{label} : {', '.join(more)}" if more else ""


def _uid(component: Component) -> str:
    uid = component.first("UID")
    if uid:
        return short_uid(uid)
    return fingerprint("VCARD", *(line.text for line in component.lines if not line.text.upper().startswith("REV")))
