"""The exercises on screen: one anywidget for each kind, and ``Gathering``, which a notebook calls."""

from .exercise_widget import ExerciseWidget
from .form import Form
from .gathering import Gathering
from .journey import Journey
from .outline import Outline
from .pair_talk import PairTalk
from .reading import Reading
from .reflecting_team import ReflectingTeam
from .round import Round
from .scale import Scale
from .sorting import Sorting

WIDGETS: tuple[type[ExerciseWidget], ...] = (
    Form,
    Round,
    Reading,
    Outline,
    Journey,
    Scale,
    Sorting,
    PairTalk,
    ReflectingTeam,
)
"""Every widget class there is: the tests hold modules, styles and words of each to the same rules."""

__all__ = [
    "WIDGETS",
    "ExerciseWidget",
    "Form",
    "Gathering",
    "Journey",
    "Outline",
    "PairTalk",
    "Reading",
    "ReflectingTeam",
    "Round",
    "Scale",
    "Sorting",
]
