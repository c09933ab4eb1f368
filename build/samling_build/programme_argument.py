"""A programme named on the command line."""

from __future__ import annotations

from samling_exercises import Programme, load_programme, programmes
from samling_exercises.faults import ContentFaults, spoken

from .terminal import note, stop


def programme_named(name: str) -> Programme:
    """The programme. Stops with a sentence when there is none, or its content has faults."""
    try:
        return load_programme(name)
    except ContentFaults as error:
        for fault in error.faults:
            note(str(fault))
        stop("The content has faults; nothing was made. Run samling check.")
    except LookupError:
        stop(f"There is no programme '{name}'. Choose {spoken(programmes())}.")
