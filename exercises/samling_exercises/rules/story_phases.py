"""The reflecting team's walk: gathering headlines, asking for a willing owner, and then the story's own phases.

Phases are the content's, in order, with three that have a part to play: ``tell`` (headlines, or everyone tells),
``story`` (a story's own time begins) and ``listening`` (its owner is turned away). What lies between ``tell`` and
``story`` is the asking. An action that does not fit leaves the walk as it is, so an old page or a second tap does
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from ..kinds.reflecting_team import Structure

Face = Literal["headlines", "choosing", "telling", "listening", "talking", "returning", "done"]
Role = Literal["owner", "team", "mentor", "wall"]

DONE: Final = "done"
MOST_STORIES: Final = 12


@dataclass(frozen=True)
class Course:
    """The phases of an exercise in order, and the three with a part. Raises ValueError for an order nobody can walk."""

    phases: tuple[str, ...]
    tell: str
    story: str
    listening: str

    def __post_init__(self) -> None:
        known = len({*self.phases, DONE}) == len(self.phases) + 1
        tell, story, listening = (
            self.phases.index(name) if name in self.phases else -1 for name in (self.tell, self.story, self.listening)
        )
        if not (known and 0 <= tell < story - 1 and story <= listening < len(self.phases) - 1):
            raise ValueError(
                f"expected '{self.tell}', a phase for asking, '{self.story}', '{self.listening}' and a last phase, "
                f"came {', '.join(self.phases)}; put the phases in this order"
            )

    @classmethod
    def of(cls, structure: Structure) -> Course:
        """The course of an exercise."""
        ids = tuple(phase.id for phase in structure.phases)
        return cls(ids, structure.tell, structure.story, structure.listening)

    @property
    def choose(self) -> str:
        """The phase in which a willing owner is asked: the one before a story begins."""
        return self.phases[self.phases.index(self.story) - 1]

    def tells(self, phase: str) -> bool:
        """Whether a story is under way in it."""
        return phase in self.phases[self.phases.index(self.story) :]


@dataclass(frozen=True)
class Walk:
    """Where the team is. ``owner``: a person's id, ``mentor``, or None before a yes; ``headline``: the id of the story
    that is told; ``told``: the headlines of the stories that are finished.
    """

    phase: str
    owner: str | None = None
    headline: str | None = None
    told: tuple[str, ...] = ()


def begin(course: Course) -> Walk:
    """Before the first story."""
    return Walk(course.tell)


def ask(walk: Walk, course: Course) -> Walk:
    """Headlines are there: ask who would lend a story."""
    return replace(walk, phase=course.choose) if walk.phase == course.tell else walk


def chosen(walk: Walk, course: Course, owner: str, headline: str) -> Walk:
    """Somebody said yes. Until the retelling begins, another may instead."""
    if walk.phase not in (course.tell, course.choose) or not owner or not headline or headline in walk.told:
        return walk
    return replace(walk, phase=course.choose, owner=owner, headline=headline)


def taken_back(walk: Walk, course: Course) -> Walk:
    """A yes is a no after all; nobody asks why."""
    return replace(walk, owner=None, headline=None) if walk.phase == course.choose else walk


def onward(walk: Walk, course: Course) -> Walk:
    """The next phase. A story begins only with its owner's yes, and ends with its last phase."""
    if walk.phase == course.tell:
        return ask(walk, course)
    if walk.owner is None or walk.phase not in course.phases:
        return walk
    after = course.phases.index(walk.phase) + 1
    return finish(walk, course) if after == len(course.phases) else replace(walk, phase=course.phases[after])


def finish(walk: Walk, course: Course) -> Walk:
    """The story is told to its end, or stopped: its owner's from now on."""
    if walk.headline is None or not course.tells(walk.phase):
        return walk
    return Walk(DONE, told=(*walk.told, walk.headline))


def next_story(walk: Walk, course: Course) -> Walk:
    """Ask again who would lend a story."""
    return Walk(course.choose, told=walk.told) if walk.phase == DONE and len(walk.told) < MOST_STORIES else walk


def face(walk: Walk, course: Course, role: Role) -> Face:
    """What somebody's page shows now."""
    if walk.phase == DONE:
        return "done"
    if walk.phase == course.tell:
        return "headlines"
    if walk.phase == course.choose:
        return "choosing"
    if walk.phase == course.listening:
        return "listening" if role == "owner" else "talking"
    before = course.phases.index(walk.phase) < course.phases.index(course.listening)
    return "telling" if before else "returning"


def as_json(walk: Walk) -> dict[str, Any]:
    """The walk as it is stored and sent."""
    return {"phase": walk.phase, "owner": walk.owner, "headline": walk.headline, "told": list(walk.told)}


def from_json(value: object, course: Course) -> Walk | None:
    """The walk that `as_json` wrote for this course; None for anything else."""
    if not isinstance(value, Mapping) or set(value) != {"phase", "owner", "headline", "told"}:
        return None
    phase, owner, headline, told = (value[key] for key in ("phase", "owner", "headline", "told"))
    if phase not in (*course.phases, DONE) or not _texts(told):
        return None
    if not all(each is None or (isinstance(each, str) and each) for each in (owner, headline)):
        return None
    walk = Walk(phase, owner, headline, tuple(told))
    return walk if _whole(walk, course) else None


def _whole(walk: Walk, course: Course) -> bool:
    """Owner and headline stand together: always in a story, perhaps in the asking, else never. None is told twice."""
    if (walk.owner is None) != (walk.headline is None) or walk.headline in walk.told:
        return False
    if not all(walk.told) or len(set(walk.told)) != len(walk.told) or len(walk.told) > MOST_STORIES:
        return False
    if walk.phase == course.choose:
        return len(walk.told) < MOST_STORIES
    if course.tells(walk.phase):
        return walk.owner is not None and len(walk.told) < MOST_STORIES
    return walk.owner is None and (walk.phase == DONE) == bool(walk.told)


def _texts(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(each, str) for each in value)
