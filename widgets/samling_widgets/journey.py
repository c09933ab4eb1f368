"""``journey``: the group's own road in phases, with notes, marks, proposals and two sheets, kept between gatherings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar, Final

from babel.dates import format_date

from samling_exercises import Exercise, Role
from samling_exercises.interface import Translator
from samling_exercises.kinds.journey import Structure, Text
from samling_exercises.rules.journey import letters, ordered

from .answering import Book, Reply, is_request, reason_of
from .board_rules import BoardRules, Refusal, Seen
from .exercise_widget import ExerciseWidget, of_kind
from .gathering_things import topic_of
from .journey_layout import DrawnNote, DrawnPhase
from .journey_picture import PictureWords, journey_picture
from .journey_rules import NOTE, PHASE, JourneyRules, sheet_texts, sheet_view
from .journey_words import journey_strings
from .live import Live
from .raise_rules import RaiseRules
from .sheet_picture import sheet_picture, sheet_text
from .wording import words

SHAPES: Final = ("screen", "poster")


class Journey(ExerciseWidget):
    """A journey. The same one in all gatherings of a programme: its topic is ``<programme>/<journey>/journey``.

    Beside what every board takes, a page sends ``{kind: "journey-picture", request, shape}`` (``screen`` or
    ``poster``), answered by ``{kind: "journey-picture", request, svg}``; and ``{kind: "journey-sheet", request,
    sheet}``, answered by ``{kind: "journey-sheet", request, svg, text}`` once the group has approved the sheet as it
    stands, and before that by ``{kind: "journey-refused", request, reason}``.
    """

    module: ClassVar[str] = "journey"

    def __init__(
        self, exercise: Exercise, *, language: str, role: Role, book: Callable[[], Book], live: Live | None = None
    ) -> None:
        self._text, self._structure = of_kind(exercise, language, Text, Structure)
        super().__init__(exercise, language=language, role=role, book=book, live=live)

    @classmethod
    def describe(cls, exercise: Exercise, language: str, role: Role) -> dict[str, Any]:
        """Adds ``gathering`` (its id), ``phases``, ``marks`` and ``sheets`` as [{id, title}], ``kinds`` with a
        ``letter`` each, and ``steps``.
        """
        text, structure = of_kind(exercise, language, Text, Structure)
        lettered = letters([text.note_kinds[name] for name in structure.note_kinds])
        return {
            **super().describe(exercise, language, role),
            "gathering": exercise.gathering.rpartition("/")[2],
            "phases": [{"id": name, "title": text.phases[name]} for name in structure.phases],
            "kinds": [
                {"id": name, "title": text.note_kinds[name], "letter": letter}
                for name, letter in zip(structure.note_kinds, lettered, strict=True)
            ],
            "marks": [{"id": name, "title": text.marks[name]} for name in structure.marks],
            "sheets": [{"id": name, "title": text.sheets[name]} for name in structure.sheets],
            "steps": list(text.steps),
        }

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of the road, the proposals, the sheets and the pictures."""
        return journey_strings(_)

    def boards(self) -> Mapping[str, tuple[str, BoardRules]]:
        """``own``: the journey; ``gathering``: where a mentor brings a point up."""
        structure, (programme, gathering) = self._structure, self._shown.gathering.split("/")
        phases = {name: self._text.phases[name] for name in structure.phases}
        rules = JourneyRules(gathering, phases, structure.note_kinds, structure.marks, structure.sheets)
        return {
            "own": (f"{programme}/{structure.journey}/journey", rules),
            "gathering": (topic_of(self._shown.gathering), RaiseRules()),
        }

    def respond(self, content: object) -> Reply | None:
        """The reply to a message from the page, or None. Raises nothing, whatever comes."""
        drawings: dict[str, Callable[[Mapping[str, Any]], Reply]] = {
            "journey-picture": self._picture,
            "journey-sheet": self._sheet,
        }
        kind = content.get("kind") if isinstance(content, dict) else None
        drawing = drawings.get(kind) if isinstance(kind, str) else None
        if drawing is None or not isinstance(content, dict) or not is_request(content.get("request")):
            return super().respond(content)
        try:
            return {"kind": kind, "request": content["request"], **drawing(content)}
        except Refusal as refusal:
            reason = refusal.reason
        except Exception as error:  # noqa: BLE001 - a callback that raises would show the group's text in a traceback
            reason = reason_of(error)
        return {"kind": "journey-refused", "request": content["request"], "reason": reason}

    def _picture(self, content: Mapping[str, Any]) -> Reply:
        shape = content.get("shape")
        if shape not in SHAPES:
            raise Refusal("shape")
        seen = self._boards["own"].seen()
        phases = drawn_phases(seen, self.strings["no-phase"])
        return {"svg": journey_picture(phases, self._picture_words(seen), shape)}

    def _sheet(self, content: Mapping[str, Any]) -> Reply:
        sheet, titles = content.get("sheet"), {each["id"]: each["title"] for each in self.definition["sheets"]}
        if not isinstance(sheet, str) or sheet not in titles:
            raise Refusal("shape")
        seen = self._boards["own"].seen()
        standing = {each: sheet_view(seen, each) for each in titles}
        # What stands on neither sheet was left out on purpose, and that is known only when both are approved.
        if any(each["approved"] is None or each["changed"] for each in standing.values()):
            raise Refusal("not-now")
        approved = datetime.fromisoformat(standing[sheet]["approved"]).astimezone()
        line = words(self.language)("Approved by the group on {date}", date=self._day(approved))
        points = sheet_texts(seen, sheet)
        return {
            "svg": sheet_picture(self.language, titles[sheet], line, points),
            "text": sheet_text(titles[sheet], line, points),
        }

    def _picture_words(self, seen: Seen) -> PictureWords:
        _ = words(self.language)
        count = len(seen.under(NOTE))
        many = self.strings["notes"].replace("{count}", str(count))
        day = self._day(datetime.fromtimestamp(seen.at).astimezone())
        return PictureWords(
            language=self.language,
            title=_("The user journey"),
            line=f"{day} · {self.strings['one-note'] if count == 1 else many}",
            kinds={each["id"]: (each["title"], each["letter"]) for each in self.definition["kinds"]},
            marks={each["id"]: each["title"] for each in self.definition["marks"]},
        )

    def _day(self, moment: datetime) -> str:
        locale = "en_GB" if self.language == "en" else self.language
        return str(format_date(moment.date(), "long", locale=locale))


def drawn_phases(seen: Seen, homeless: str) -> list[DrawnPhase]:
    """The phases in order with their notes, as they are drawn. ``homeless``: heads notes whose phase was taken away."""
    phases, notes = seen.under(PHASE), seen.under(NOTE)
    by_phase: dict[str | None, list[DrawnNote]] = {None: [], **{name: [] for name in ordered(phases)}}
    for name in ordered(notes):
        note = notes[name]
        home = note["phase"] if note["phase"] in phases else None
        by_phase[home].append(DrawnNote(note["text"], note["kind"], note["mark"]))
    stray = by_phase.pop(None)
    found = [DrawnPhase(phases[str(name)]["title"], tuple(drawn)) for name, drawn in by_phase.items()]
    return [*([DrawnPhase(homeless, tuple(stray))] if stray else []), *found]
