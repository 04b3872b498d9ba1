"""What was refused, followed while the line goes on being typed."""

from collections.abc import Iterable

from officedesk.domain.capture.folding import Span


def moved(refused: Iterable[Span], before: str, after: str) -> tuple[Span, ...]:
    """Return where refused spans stand once a line was edited; one whose own letters were edited may be read again."""
    kept = _shared(before, after)
    tail = min(_shared(before[::-1], after[::-1]), len(before) - kept, len(after) - kept)
    added, untouched_from = len(after) - len(before), len(before) - tail
    spans = []
    for start, end in refused:
        if end <= kept:
            spans.append((start, end))
        elif start >= untouched_from:
            spans.append((start + added, end + added))
    return tuple(spans)


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts share at their beginning."""
    differing = (place for place, (mine, its) in enumerate(zip(one, other, strict=False)) if mine != its)
    return next(differing, min(len(one), len(other)))
