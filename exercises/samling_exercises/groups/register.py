"""The register: everything about groups and who is in them, for the server and the command line."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime

from samling_exercises.answers.place import place_of
from samling_exercises.answers.schema import open_engine
from samling_exercises.answers.serving import serving
from samling_exercises.groups.ending import Ending
from samling_exercises.groups.entering import Entering
from samling_exercises.groups.groups import Groups
from samling_exercises.groups.people import People
from samling_exercises.groups.personal import Personal
from samling_exercises.groups.practice import Practice
from samling_exercises.groups.seats import Seats
from samling_exercises.groups.things import Things


class Register(Entering, Practice, Personal, Groups, Seats, People, Things, Ending):
    """Groups, seats, codes, visits and their end. Every call is short and a transaction of its own, from any thread.

    Calls that draw or try codes take a tenth of a second or more, on purpose: a server makes them in threads.
    """


def utc_now() -> datetime:
    """The moment it is, with time zone UTC."""
    return datetime.now(UTC)


def open_register(environ: Mapping[str, str], now: Callable[[], datetime] = utc_now) -> Register:
    """The register in the database that the environment names, the same as `open_book`'s.

    An empty database gets its tables, an older one is migrated. `now` is the clock. As long as the register is open, no
    backup is put in the database's place.

    :raises NotOpened: with a reason and a sentence that says what to do; the database is as it was. ``busy`` also while
        a backup is being put back.
    """
    place = place_of(environ)
    with ExitStack() as held:
        held.enter_context(serving(place))
        return Register(open_engine(place), place.file, now, held.pop_all())
