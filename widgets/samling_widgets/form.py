"""``form``: labelled text fields that save by themselves. A mentor sees what is asked, and no fields."""

from __future__ import annotations

from typing import ClassVar

from .exercise_widget import ExerciseWidget


class Form(ExerciseWidget):
    """Text fields of one exercise. The page's definition is the common one."""

    module: ClassVar[str] = "form"
