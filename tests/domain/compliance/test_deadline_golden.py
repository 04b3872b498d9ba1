"""The printed form of a deadline, key by key, for a JSON profile: what scripts outside rely on."""

import datetime as dt
import json

from officedesk.domain.compliance import deadlines, parse_profile
from tests.domain.compliance.first_rules import first_rules

PROFILE = """
{"name": "Menuiserie Calvarec", "siren": "000101014", "has_employees": true, "pay_practice": "same_month",
 "effectif_css": {"2021": 8, "2022": 8, "2023": 8, "2024": 8, "2025": 8}, "effectif_ct": 12,
 "duerp_last_version": "2025-12-14", "vat_regime": "ca3_monthly", "einvoicing_platform": "Plateforme X"}
"""

EXPECTED = """
[{"rule": "dsn-mensuelle-15", "subject": null, "title": "DSN d’octobre 2026", "domain": "urssaf", "period": "2026-10",
  "nominal": "2026-11-15", "due": "2026-11-16", "due_time": "12:00", "force": "règlement",
  "why": "8 salariés (moins de 50)", "basis": "CSS R243-6, R133-14",
  "source": "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000034668597", "verified_on": "2026-11-22",
  "responsible": "cabinet comptable", "evidence": "certificat de conformité", "keep_years": 6,
  "shift_reason": "le 15 novembre 2026 est un dimanche"},
 {"rule": "duerp-annuel", "subject": null, "title": "Mise à jour annuelle du DUERP", "domain": "duerp",
  "period": "2026-12-14", "nominal": "2026-12-14", "due": "2026-12-14", "due_time": null, "force": "règlement",
  "why": "12 salariés (11 et plus), dernière version du 14 décembre 2025", "basis": "CT R4121-2 1°",
  "source": "Code du travail, art. R4121-2, base LEGI du 27/03/2026 (https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045386446)",
  "verified_on": "2026-11-22", "responsible": "client",
  "evidence": "nouvelle version datée du DUERP et son envoi au service de santé au travail", "keep_years": 40},
 {"rule": "dsn-mensuelle-15", "subject": null, "title": "DSN de novembre 2026", "domain": "urssaf", "period": "2026-11",
  "nominal": "2026-12-15", "due": "2026-12-15", "due_time": "12:00", "force": "règlement",
  "why": "8 salariés (moins de 50)", "basis": "CSS R243-6, R133-14",
  "source": "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000034668597", "verified_on": "2026-11-22",
  "responsible": "cabinet comptable", "evidence": "certificat de conformité", "keep_years": 6}]
"""


def test_a_calendar_prints_as_the_contract_says() -> None:
    found = deadlines(first_rules(), parse_profile(json.loads(PROFILE)), dt.date(2026, 11, 1), dt.date(2026, 12, 31))

    printed = [due.as_json() for due in found]

    assert printed == json.loads(EXPECTED)
    # The order of the keys is part of what people read.
    assert [list(due) for due in printed] == [list(due) for due in json.loads(EXPECTED)]
