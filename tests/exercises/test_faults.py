"""Every fault of a content file names its file and line, what was expected, and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from samling_exercises import read_programme
from samling_exercises.faults import ContentFaults, Fault, spoken

WHOLE = Path(__file__).parent / "whole" / "kveld"

# Each row: the file, what is replaced, what by, and the faults that follow as "file:line: message remedy".
SAME = "Give both languages the same structure."
BROKEN: dict[str, tuple[str, str, str, list[str]]] = {
    "unknown key": (
        "1/talk.yaml",
        "who: alone",
        "who: alone\nminuts: 3",
        [
            "1/talk.yaml:4: Unknown key 'minuts'; expected kind, when, who, minutes, prepared, add_at, stored, sees, "
            "paper, hints_at, fields, clinical or sheet. Did you mean minutes?"
        ],
    ),
    "unknown key in a field": (
        "1/talk.yaml",
        "    lines: 3",
        "    lines: 3\n    colour: red",
        [
            "1/talk.yaml:11: Unknown key 'fields, number 1, colour'; expected id, lines, share or log. "
            "Take it away, or mend its name."
        ],
    ),
    "unknown key in a text": (
        "1/talk.en.md",
        "title: What I heard",
        "titel: What I heard",
        [
            "1/talk.en.md:1: The key 'title' is missing. Add a line that begins with title:",
            "1/talk.en.md:2: Unknown key 'titel'; expected title, purpose, equipment, steps, prompts, three_minutes, "
            "hints, privacy, sources, fields, body or sheet. Did you mean title?",
        ],
    ),
    "minutes that are no number": (
        "1/talk.yaml",
        "minutes: 10",
        "minutes: ten",
        [
            "1/talk.yaml:4: 'minutes': expected a number of minutes, {each: 1} or {story: 15, stories: 2}, "
            "came 'ten'. Change the one or the other, so that they agree."
        ],
    ),
    "minutes in two ways": (
        "1/hello.yaml",
        "{each: 1}",
        "{each: 1, fixed: 3}",
        [
            "1/hello.yaml:4: 'minutes': expected exactly one of a number, each, or story. "
            "Change the one or the other, so that they agree."
        ],
    ),
    "no minutes": (
        "1/talk.yaml",
        "minutes: 10\n",
        "",
        ["1/talk.yaml:1: The key 'minutes' is missing. Add a line that begins with minutes:"],
    ),
    "a kind that does not exist": (
        "1/talk.yaml",
        "kind: form",
        "kind: forme",
        [
            "1/talk.yaml:1: Expected a kind, came 'forme'. Write kind: checklist, form, journey, pair_talk, plan, "
            "quiz, reading, reflecting_team, round, scale, sorting, steps or survey."
        ],
    ),
    "a word outside the list": (
        "1/talk.yaml",
        "who: alone",
        "who: lonely",
        ["1/talk.yaml:3: 'who': expected 'alone', 'pairs' or 'everyone', came 'lonely'. Use one of those words."],
    ),
    "a field id twice": (
        "1/talk.yaml",
        "id: learnt",
        "id: met",
        [
            "1/talk.yaml:11: 'fields, number 2, id': the field id 'met' stands twice. "
            "Change the one or the other, so that they agree.",
        ],
    ),
    "a reserved field id": (
        "1/talk.yaml",
        "id: learnt",
        "id: done",
        [
            "1/talk.yaml:11: 'fields, number 2, id': the field id 'done' is kept for the workbook itself. "
            "Change the one or the other, so that they agree.",
        ],
    ),
    "an id with a space": (
        "1/talk.yaml",
        "id: learnt",
        "id: what I learnt",
        [
            "1/talk.yaml:11: 'fields, number 2, id': expected small letters, digits and hyphens, "
            "came 'what I learnt'. Write the id like first-meeting."
        ],
    ),
    "an activity left out that is held always": (
        "1/gathering.yaml",
        "[hello, talk]",
        "[hello, talk]\nleave_out: [talk]\nalways: [talk]",
        [
            "1/gathering.yaml:3: 'leave_out, number 1': expected what may be left out, "
            "came 'talk', which is held always. Change the one or the other, so that they agree."
        ],
    ),
    "an activity twice": (
        "1/gathering.yaml",
        "[hello, talk]",
        "[hello, talk, hello]",
        ["1/gathering.yaml:2: 'activities': the id 'hello' stands twice. Give each its own id."],
    ),
    "an activity with an id of the page's own": (
        "1/gathering.yaml",
        "[hello, talk]",
        "[hello, talk, overview]",
        [
            "1/gathering.yaml:2: 'activities': the page uses the id 'overview' itself. "
            "Give the activity, and its files, another id.",
            "1/overview.yaml:1: The file is missing. Write it, beside its sisters.",
        ],
    ),
    "an activity without file": (
        "1/gathering.yaml",
        "[hello, talk]",
        "[hello, talk, song]",
        ["1/song.yaml:1: The file is missing. Write it, beside its sisters."],
    ),
    "a file nobody names": (
        "1/gathering.yaml",
        "[hello, talk]",
        "[hello]",
        [
            f"1/talk.{ending}:1: The activity 'talk' does not stand in gathering.yaml. "
            "Add it to activities there, or take the file away."
            for ending in ("en.md", "nb.md", "yaml")
        ],
    ),
    "a key twice": (
        "1/talk.yaml",
        "who: alone",
        "who: alone\nwho: pairs",
        ["1/talk.yaml:4: The key 'who' stands twice. Keep one of them."],
    ),
    "no YAML": (
        "1/talk.yaml",
        "who: alone",
        "who: [alone",
        [
            "1/talk.yaml:4: This is not YAML (did not find expected ',' or ']'). "
            'Check the indentation, and put text that holds ": " or begins with a sign in "quotes".'
        ],
    ),
    "an anchor": (
        "1/talk.yaml",
        "who: alone",
        "who: &who alone",
        ["1/talk.yaml:3: Expected plain YAML, came an anchor or alias. Write it out."],
    ),
    "a head without end": (
        "1/hello.en.md",
        "---\n",
        "",
        ["1/hello.en.md:1: Expected a line with --- before the head. Begin the file with ---."],
    ),
    "text that is a number": (
        "1/hello.en.md",
        "title: Hello",
        "title: 12",
        [
            "1/hello.en.md:2: 'title': expected text, came '12'. "
            'Mend the value; put text that looks like something else in "quotes".'
        ],
    ),
    "an empty text": (
        "1/hello.en.md",
        "title: Hello",
        'title: ""',
        ["1/hello.en.md:2: 'title': expected text, came nothing. Write the text, or take the key away."],
    ),
    "a field without text": (
        "1/talk.en.md",
        "  learnt:\n    label: What did you learn?\n    help: A keyword will do.\n",
        "",
        [
            "1/talk.en.md:9: 'fields': the text for 'learnt' is missing. Add learnt: below fields:",
        ],
    ),
    "a text for no field": (
        "1/talk.en.md",
        "    label: Whom did you meet?\n",
        "    label: Whom did you meet?\n  where:\n    label: Where?\n",
        [
            "1/talk.en.md:12: 'fields': 'where' does not stand in the structure. Add it there, or take it away here.",
        ],
    ),
    "a step fewer in one language": (
        "1/talk.en.md",
        "  - Sit down.\n",
        "",
        ["1/talk.en.md:4: 'steps': expected 2 entries as in talk.nb.md, came 1. " + SAME],
    ),
    "a help in one language only": (
        "1/talk.en.md",
        "    help: A keyword will do.\n",
        "",
        ["1/talk.en.md:12: 'fields, learnt, help' stands in talk.nb.md, but not here. " + SAME],
    ),
    "a heading in one language only": (
        "1/talk.en.md",
        "## Before you write",
        "Before you write",
        ["1/talk.en.md:16: Expected the same headings as talk.nb.md (##), came none. " + SAME],
    ),
    "a quotation in one language only": (
        "1/talk.en.md",
        "> I was heard.",
        "I was heard.",
        ["1/talk.en.md:16: Expected the same quotations as talk.nb.md (quotation), came none. " + SAME],
    ),
    "a picture without file": (
        "1/talk.en.md",
        "pictures/cup.svg",
        "pictures/mug.svg",
        [
            "1/talk.en.md:18: Expected a drawing in the programme's folder pictures, came 'pictures/mug.svg'. "
            "Draw it, or mend the name.",
            "1/talk.en.md:18: Expected the same pictures as talk.nb.md (pictures/cup.svg), came pictures/mug.svg. "
            + SAME,
        ],
    ),
    "a picture from another host": (
        "1/talk.nb.md",
        "pictures/cup.svg",
        "https://example.org/cup.svg",
        [
            "1/talk.en.md:18: Expected the same pictures as talk.nb.md (https://example.org/cup.svg), "
            "came pictures/cup.svg. " + SAME,
            "1/talk.nb.md:18: Expected a drawing in the programme's folder pictures, "
            "came 'https://example.org/cup.svg'. Draw it, or mend the name.",
        ],
    ),
    "a picture without text alternative": (
        "1/talk.en.md",
        "![A cup on a table, because there is time]",
        "![]",
        [
            "1/talk.en.md:18: The picture pictures/cup.svg has no text alternative. "
            "Write between [ and ] what it tells here."
        ],
    ),
    "a drawing that acts": (
        "pictures/cup.svg",
        "<path",
        '<script>alert(1)</script><path onclick="x()"',
        [
            "pictures/cup.svg:1: The drawing holds the attribute onclick with something that acts. "
            "Take it away: a drawing is lines alone.",
            "pictures/cup.svg:1: The drawing holds the element script. Take it away: a drawing is lines alone.",
        ],
    ),
    "no three-minute version": (
        "1/talk.en.md",
        "three_minutes: One word is enough.\n",
        "",
        [
            "1/talk.en.md:1: The key 'three_minutes' is missing: the activity is prepared before the gathering. "
            "Write the three-minute version, or take prepared away.",
        ],
    ),
    "stored nothing, but fields": (
        "1/talk.yaml",
        "stored: private\nsees: [me]",
        "stored: nothing\nsees: [nobody]",
        [
            "1/talk.yaml:6: 'stored': nothing is stored, but there are fields; expected private or group. "
            "Change the one or the other, so that they agree."
        ],
    ),
    "a form without fields": (
        "1/talk.yaml",
        "kind: form",
        "kind: round",
        [
            "1/talk.en.md:1: The key 'questions' is missing. Add a line that begins with questions:",
            "1/talk.nb.md:1: The key 'questions' is missing. Add a line that begins with questions:",
            "1/talk.yaml:1: The key 'questions' is missing. Add a line that begins with questions:",
        ],
    ),
}


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """A whole small programme that may be broken."""
    return Path(shutil.copytree(WHOLE, tmp_path / "kveld"))


def test_the_whole_programme_has_no_faults() -> None:
    read, faults = read_programme(WHOLE)
    assert faults == []
    assert read is not None


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_with_line_expectation_and_remedy(programme: Path, name: str) -> None:
    file, old, new, expected = BROKEN[name]
    path = programme / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")

    _, faults = read_programme(programme)

    assert [_below(fault, programme) for fault in faults] == expected


def test_a_missing_translation_is_named(programme: Path) -> None:
    (programme / "1" / "talk.en.md").unlink()
    _, faults = read_programme(programme)
    expected = [Fault(programme / "1" / "talk.en.md", 1, "The file is missing.", "Write it, beside its sisters.")]
    assert faults == expected


def test_a_file_that_is_no_text_is_named(programme: Path) -> None:
    (programme / "1" / "talk.en.md").write_bytes(b"\xff\xfe\x00")
    _, faults = read_programme(programme)
    assert [fault.message for fault in faults] == ["The file is not UTF-8 text."]


def test_faults_of_several_files_are_collected(programme: Path) -> None:
    (programme / "1" / "talk.yaml").write_text("kind: form\n", "utf-8")
    (programme / "1" / "hello.yaml").write_text("kind: round\n", "utf-8")
    _, faults = read_programme(programme)
    assert {fault.path.name for fault in faults} == {"talk.yaml", "hello.yaml"}


def test_a_third_language_needs_files_only(programme: Path) -> None:
    for path in programme.rglob("*.en.md"):
        shutil.copy(path, path.with_name(path.name.replace(".en.", ".nn.")))
    read, faults = read_programme(programme)
    assert faults == []
    assert read is not None
    assert read.languages == ("nb", "en", "nn")
    assert read.gathering("1").exercise("talk").text("nn").title == "What I heard"


def test_all_faults_stand_in_the_exception_in_order() -> None:
    second = Fault(Path("b.yaml"), 2, "B.", "Do b.")
    first = Fault(Path("a.yaml"), 9, "A.", "Do a.")
    assert str(ContentFaults([second, first, second])) == "a.yaml:9: A. Do a.\nb.yaml:2: B. Do b."


@pytest.mark.parametrize(("names", "expected"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b or c")])
def test_names_are_spoken_as_a_list(names: list[str], expected: str) -> None:
    assert spoken(names) == expected


def test_files_that_systems_hide_are_no_faults(programme: Path) -> None:
    for folder in ("1", "pictures"):
        (programme / folder / ".DS_Store").write_bytes(b"\x00")
    assert read_programme(programme)[1] == []


def _below(fault: Fault, programme: Path) -> str:
    place = fault.path.relative_to(programme).as_posix()
    return f"{place}:{fault.line}: {fault.message} {fault.remedy}"
