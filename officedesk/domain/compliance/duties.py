"""What a rule asks of one client: a deadline, or a duty that stands without a date."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A duty without a date, for one client: something to do, or to keep."""

    rule: str
    subject: str | None
    title: str
    domain: str
    force: str
    why: str
    basis: str
    source: str
    verified_on: dt.date
    responsible: str
    evidence: str
    keep_years: int | None

    def as_json(self) -> dict[str, object]:
        """Return the duty with the keys of a deadline, its dates null."""
        return _as_json(self, None, None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(Standing):
    """A deadline of one client; matched with a stored one by rule, subject and period.

    `nominal` is the date that the text says, `due` the one on which the duty may last be met, `opens` the first
    possible day when there is one; `shift_reason` is None when the two dates are the same.
    """

    period: str
    nominal: dt.date
    due: dt.date
    due_time: dt.time | None = None
    shift_reason: str | None = None
    opens: dt.date | None = None

    def as_json(self) -> dict[str, object]:
        """Return the deadline as the command line prints it."""
        printed = _as_json(self, self.period, self.nominal, self.due, self.due_time)
        if self.shift_reason:
            printed["shift_reason"] = self.shift_reason
        if self.opens:
            printed["opens"] = self.opens.isoformat()
        return printed


def _as_json(
    duty: Standing, period: str | None, nominal: dt.date | None, due: dt.date | None, due_time: dt.time | None
) -> dict[str, object]:
    return {
        "rule": duty.rule,
        "subject": duty.subject,
        "title": duty.title,
        "domain": duty.domain,
        "period": period,
        "nominal": nominal.isoformat() if nominal else None,
        "due": due.isoformat() if due else None,
        "due_time": f"{due_time:%H:%M}" if due_time else None,
        "force": duty.force,
        "why": duty.why,
        "basis": duty.basis,
        "source": duty.source,
        "verified_on": duty.verified_on.isoformat(),
        "responsible": duty.responsible,
        "evidence": duty.evidence,
        "keep_years": duty.keep_years,
    }
