"""One line of French into a task: what is understood becomes chips, what is not stays in the title."""

from officedesk.domain.capture.chips import Captured, Chip, Kind, NextDeadline
from officedesk.domain.capture.folding import Span, folded
from officedesk.domain.capture.grammar import LONGEST, parse
from officedesk.domain.capture.refusals import moved

__all__ = ["LONGEST", "Captured", "Chip", "Kind", "NextDeadline", "Span", "folded", "moved", "parse"]
