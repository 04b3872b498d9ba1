"""Summaries of invented clients, from an empty month to a hostile one."""

import datetime as dt
from dataclasses import replace

from officedesk.domain.activity import (
    ActivitySummary,
    DomainTime,
    DoneTask,
    Issuer,
    LegalDeadline,
    PastEvent,
    PendingDecision,
    TakenDecision,
)

WRITTEN_AT = dt.datetime(2026, 11, 30, 18, 0, tzinfo=dt.UTC)
HOSTILE = "<script>#alert</script> & «é» #let x = 1 $ * _ ` \\ @preview [a](b) // \" ' ~ -- <pages>"


def nov(day: int) -> dt.date:
    return dt.date(2026, 11, day)


EMPTY = ActivitySummary(
    issuer=Issuer("Votre enseigne", "Office management indépendant", "000000000"),
    client="Kéops Conseil",
    addressee="À l’attention de la direction",
    start=nov(1),
    end=nov(30),
    written_on=nov(30),
    engagement="forfait de 24 heures",
    included_minutes=24 * 60,
)

USUAL = replace(
    EMPTY,
    used_minutes=22 * 60 + 15,
    essential=(
        "La paie de novembre est partie avec deux jours d’avance et la DSN d’octobre a été déposée le 12. Le "
        "changement de prestataire de ménage économise 140\u202f€ par mois. Deux points attendent votre accord : le "
        "choix de la mutuelle et l’avenant au bail."
    ),
    time=(
        DomainTime("RH et paie", 510),
        DomainTime("Prestataires", 300),
        DomainTime("Événements", 270),
        DomainTime("Juridique", 195),
        DomainTime("Communication", 60),
    ),
    done=tuple(
        DoneTask(title, nov(day), domain, minutes)
        for title, day, domain, minutes in (
            ("Collecter les variables de paie", 20, "RH et paie", 150),
            ("Préparer le contrat de l’alternante", 9, "RH et paie", 90),
            ("Comparer trois offres de ménage", 12, "Prestataires", 120),
            ("Réserver la salle du repas d’équipe", 16, "Événements", None),
            ("Relire l’avenant au bail", 23, "Juridique", 75),
        )
    ),
    deadlines=(
        LegalDeadline("DSN d’octobre (Urssaf)", nov(16), nov(12), "certificat 8F2-41"),
        LegalDeadline("Attestation de vigilance, ménage", nov(20), nov(18), "PDF joint"),
        LegalDeadline("Revue des habilitations (RGPD)", nov(27), nov(25), "compte rendu"),
        LegalDeadline("Mise à jour du DUERP, unité bureau", nov(30), nov(27), "version 5"),
    ),
    to_decide=(
        PendingDecision("Mutuelle : offre B recommandée, garanties égales", nov(19), None, "− 310\u202f€ par an"),
        PendingDecision("Avenant au bail, surface du deuxième étage", nov(23), None, "+ 480\u202f€ par mois"),
    ),
    decided=(TakenDecision("Changer de prestataire de ménage", nov(13), "Oui, au 1er décembre"),),
    events=(PastEvent("Petit déjeuner d’accueil", nov(5), "9 personnes"),),
    next_steps=(
        "DSN de novembre le 15, quatrième acompte d’IS le 15, repas d’équipe le 17 (11 confirmés sur 14), fermeture du "
        "24 au 31.",
    ),
)


def many_tasks(count: int) -> ActivitySummary:
    """Return the usual month with that many finished tasks, in five domains."""
    domains = [each.label for each in USUAL.time]
    tasks = tuple(
        DoneTask(f"Tâche numéro {rank} : relancer le prestataire, classer la réponse", nov(1 + rank % 30), domain, 15)
        for rank, domain in ((rank, domains[rank * 5 // count]) for rank in range(count))
    )
    return replace(USUAL, done=tasks)


def hostile() -> ActivitySummary:
    """Return a month where each text tries to be markup, and some are endless or drawn by no font."""
    long_title = ("Très long titre " * 20)[:300]
    endless = "A" * 300
    return replace(
        USUAL,
        client=HOSTILE,
        addressee="Clinique vétérinaire du Quai Boréal et de la Presqu’île, à l’attention de la direction générale",
        issuer=Issuer(HOSTILE, HOSTILE, HOSTILE),
        engagement=HOSTILE,
        essential=f"{HOSTILE}\n{endless}\nשלום עולם, مرحبا, 漢字, 😀👩‍👩‍👧❤️, a\x00b\x07c",
        time=(DomainTime(HOSTILE, 90), DomainTime(endless, 30), DomainTime("مرحبا", 0)),
        done=(
            DoneTask(HOSTILE, nov(1), HOSTILE, 15),
            DoneTask(long_title, nov(2), endless),
            DoneTask(endless, nov(2), endless),
            DoneTask("שלום עולם 😀", nov(3)),
        ),
        deadlines=(LegalDeadline(HOSTILE, nov(3), nov(2), HOSTILE), LegalDeadline(long_title, None, None, endless)),
        to_decide=(PendingDecision(HOSTILE, nov(2), nov(9), HOSTILE), PendingDecision(endless, None, None, "")),
        decided=(TakenDecision(HOSTILE, nov(2), HOSTILE),),
        events=(PastEvent(endless, nov(2), endless),),
        next_steps=(HOSTILE, "#next 😀"),
    )
