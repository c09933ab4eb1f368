"""The model keeps what it is given, refuses the rest, and never breaks on hostile files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from samling_exercises import load_programme, programmes, read_programme
from samling_exercises.faults import Fault
from samling_exercises.kinds import ExerciseStructure, Minutes, kinds
from samling_exercises.kinds.base import RESERVED_FIELDS
from samling_exercises.source import Unreadable, read_structure, read_text

WHOLE = Path(__file__).parent / "whole"

WORD = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30).filter(
    str.strip
)
IDS = st.lists(
    st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?", fullmatch=True), min_size=1, max_size=5, unique=True
)
STRIPS = IDS.map(lambda ids: [f"{i}-on-a-scale" for i in ids])  # never a field's id: IDS have one hyphen at most
MINUTES = st.one_of(
    st.integers(1, 600),
    st.fixed_dictionaries({"each": st.integers(1, 60)}),
    st.fixed_dictionaries({"story": st.integers(1, 120), "stories": st.integers(1, 12)}),
)
PHASES = IDS.flatmap(
    lambda ids: st.tuples(*[st.fixed_dictionaries({"id": st.just(i), "minutes": MINUTES}) for i in ids]).map(list)
)
TOLD_IN = st.just([{"id": name, "minutes": 2} for name in ("tell", "story", "listen")])
PARTS = {"tell": st.just("tell"), "story": st.just("story"), "listening": st.just("listen")}
OWN: dict[str, dict[str, st.SearchStrategy[object]]] = {
    "form": {},
    "round": {"questions": IDS},
    "scale": {"strips": STRIPS, "follow_ups": IDS},
    "journey": {"journey": st.just("path"), "phases": IDS, "note_kinds": IDS, "marks": IDS, "sheets": IDS},
    "sorting": {"pillars": IDS, "examples": st.integers(0, 20)},
    "reflecting_team": {"phases": TOLD_IN, "questions": IDS, "headlines": st.integers(1, 30), **PARTS},
    "pair_talk": {"phases": PHASES, "roles": IDS, "swap_minutes": st.integers(1, 60)},
    "steps": {"template": IDS},
    "reading": {},
    "quiz": {"questions": IDS.map(lambda ids: [{"id": i, "options": ["a", "b"], "right": ["b"]} for i in ids])},
    "checklist": {"items": IDS, "levels": IDS},
    "survey": {
        "questions": IDS.map(lambda ids: [{"id": i, "answer": "scale"} for i in ids]),
        "rounds": st.integers(1, 9),
    },
    "plan": {"rows": IDS},
}


@st.composite
def structures(draw: st.DrawFn) -> dict[str, object]:
    """The structure of any kind, as an author may write it."""
    kind = draw(st.sampled_from(sorted(OWN)))
    ids = draw(IDS.filter(RESERVED_FIELDS.isdisjoint))
    common: dict[str, object] = {
        "kind": kind,
        "when": draw(st.lists(st.sampled_from(["before", "at", "after"]), min_size=1, unique=True)),
        "who": draw(st.sampled_from(["alone", "pairs", "everyone"])),
        "minutes": draw(MINUTES),
        "stored": "private",
        "sees": ["me"],
        "paper": draw(st.integers(0, 60)),
        "fields": [{"id": i, "lines": draw(st.integers(1, 40))} for i in ids],
    }
    return common | {key: draw(values) for key, values in OWN[kind].items()}


def test_all_thirteen_kinds_are_found() -> None:
    assert set(kinds()) == set(OWN)


@given(structures())
def test_a_structure_survives_the_round_trip_through_json(data: dict[str, object]) -> None:
    model: type[ExerciseStructure] = kinds()[str(data["kind"])][0]
    structure = model.model_validate(data)
    assert model.model_validate_json(structure.model_dump_json()) == structure


@given(structures(), WORD)
def test_an_unknown_key_is_refused_whatever_the_kind(data: dict[str, object], name: str) -> None:
    key = f"x{name}"
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        kinds()[str(data["kind"])][0].model_validate({**data, key: 1})


@settings(max_examples=200)
@given(text=st.text(max_size=300))
def test_any_text_as_structure_gives_data_or_one_fault(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    outcome = _read_or_fault(path)
    if isinstance(outcome, Fault):
        assert (outcome.path, bool(outcome.remedy)) == (path, True)
        assert outcome.line >= 1
    else:
        assert isinstance(outcome, dict)


@given(data=st.dictionaries(WORD, st.one_of(WORD, st.integers(-9, 9), st.booleans(), st.none(), st.lists(WORD))))
def test_what_is_written_as_yaml_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "round.yaml"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    if data:
        assert read_structure(path).data == {key: _stripped(value) for key, value in data.items()}


DEEP = {
    "unclosed": "[" * 3000,
    "closed": "[" * 95_000 + "]" * 95_000,
    "lists": "a:\n" + "".join(f"{' ' * n}- a:\n" for n in range(1, 200)),
    "key that is a list": "? [a]\n: b",
}


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
def test_deep_or_odd_nesting_is_refused(tmp_path: Path, deep: str) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text(deep, "utf-8")
    with pytest.raises(Unreadable, match=r"Write plain keys, lists and texts|Check the indentation|Write lines like"):
        read_structure(path)


def test_unfolding_references_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "laughs.yaml"
    path.write_text("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "utf-8")
    with pytest.raises(Unreadable, match="came an anchor or alias"):
        read_structure(path)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.nb.md"
    path.write_text("---\ntitle: x\n---\n" + "word " * 50_000, "utf-8")
    with pytest.raises(Unreadable, match="Expected at most 200000 characters, came 250"):
        read_text(path)


def test_words_that_other_yaml_turns_into_truth_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("language: no\nanswer: yes\nnumber: 012\nday: 2026-11-22\nshown: true\n", "utf-8")
    read = {"language": "no", "answer": "yes", "number": 12, "day": "2026-11-22", "shown": True}
    assert read_structure(path).data == read


@pytest.mark.parametrize(
    ("written", "people", "stories", "total"),
    [
        (45, 8, None, 45),
        ({"each": 1}, 8, None, 8),
        ({"story": 15, "stories": 2}, 8, None, 30),
        ({"story": 15, "stories": 2}, 8, 1, 15),
    ],
)
def test_minutes_are_fixed_or_follow_people_or_stories(
    written: object, people: int, stories: int | None, total: float
) -> None:
    assert Minutes.model_validate(written).total(people, stories) == total


def test_an_unknown_name_names_those_there_are() -> None:
    programme = load_programme("kveld", WHOLE)
    gathering = programme.gathering("1")
    with pytest.raises(LookupError, match=re.escape("There is no programme 'natt'. Choose kveld")):
        load_programme("natt", WHOLE)
    with pytest.raises(LookupError, match=re.escape("kveld has no gathering '7'. Choose 1")):
        programme.gathering("7")
    with pytest.raises(LookupError, match=re.escape("kveld/1 has no exercise 'dance'. Choose hello or talk")):
        gathering.exercise("dance")
    with pytest.raises(LookupError, match=re.escape("kveld/1/talk is not written in 'sv'. Choose nb or en")):
        gathering.exercise("talk").text("sv")
    with pytest.raises(LookupError, match=re.escape("kveld has no picture 'mug'. Put it at mug.svg")):
        programme.picture("mug")


def test_the_workbooks_own_programmes_have_no_faults() -> None:
    from samling_exercises import CONTENT

    assert programmes()
    for name in programmes():
        assert [str(fault) for fault in read_programme(CONTENT / name)[1]] == []


def _read_or_fault(path: Path) -> dict[str, object] | Fault:
    try:
        return read_structure(path).data
    except Unreadable as refused:
        return refused.fault


def _stripped(value: object) -> object:
    if isinstance(value, list):
        return [_stripped(item) for item in value]
    return value.strip() if isinstance(value, str) else value
