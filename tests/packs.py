"""Files of rules to import: the shipped ones, in which the monthly declaration was verified later."""

import re
from pathlib import Path

from officedesk.domain.compliance.rule_files import rule_texts
from officedesk.domain.compliance.rule_packs import write_pack

DSN = "dsn-mensuelle-15"
SOONER = ("day = 15", "day = 10")


def texts(*changes: tuple[str, str], day: str = "2026-12-01") -> dict[str, str]:
    """Return the shipped files, the declaration verified on a day, with other changes in its rule."""
    found = rule_texts()
    before, rule, after = re.split(
        rf'(\[\[rule\]\]\nslug = "{DSN}"\n.*?)(?=\[\[rule\]\])', found["urssaf.toml"], flags=re.S
    )
    for old, new in (*changes, ("verified_on = 2026-11-22", f"verified_on = {day}")):
        assert rule.count(old) == 1, old
        rule = rule.replace(old, new)
    return {**found, "urssaf.toml": before + rule + after}


def pack(folder: Path, *changes: tuple[str, str], day: str = "2026-12-01") -> Path:
    path = folder / f"regles-{day}.toml"
    path.write_bytes(write_pack("Règles d’essai", texts(*changes, day=day)))
    return path
