"""A board on a page: what is forged changes nothing, what is new reaches everyone once, and nobody's text is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.confidentiality.made_numbers import ORDINARY
from tests.widgets.groups import People, people

from samling_exercises.answers import AnswerBook, NotRead
from samling_widgets.board import Board
from samling_widgets.board_rules import BoardRules, Entry, Refusal, Seen, leads_only, text_of
from samling_widgets.live import Live

TOPIC, GATHERING = "mestring/2/wall", "mestring/2"


class Lines(BoardRules):
    """Anybody writes lines; a mentor counts, and decides who reads the line `secret`."""

    def checked(self, name: str, value: dict[str, Any] | None, seen: Seen) -> Entry:
        if not name.startswith("line-"):
            raise Refusal("name")
        return Entry(name, None if value is None else {"text": text_of(value, "text", 40)})

    def act(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        leads_only(seen)
        if action == "fail":
            raise RuntimeError("what somebody wrote")
        return [Entry("lead-count", {"count": (seen.value("lead-count") or {}).get("count", 0) + 1}, history=False)]

    def shows(self, name: str, seen: Seen) -> bool:
        return name != "line-secret" or seen.who.leads

    def view(self, seen: Seen) -> dict[str, Any]:
        return {"lines": len(seen.under("line-"))}


class Page:
    """A page at the other end of a board."""

    def __init__(self, book: AnswerBook, role: str) -> None:
        self.heard: list[dict[str, Any]] = []
        self.live = Live(lambda: book)
        self.board = Board(
            "own", TOPIC, GATHERING, Lines(), book=lambda: book, live=self.live, role=role, send=self.heard.append
        )

    def ask(self, kind: str, **more: Any) -> dict[str, Any]:
        reply = self.board.reply({"kind": kind, "request": 1, "board": "own", **more})
        assert reply is not None
        return dict(reply)

    def put(self, name: str, value: object, base: object = 0) -> dict[str, Any]:
        return self.ask("board-put", name=name, value=value, base=base)

    def look(self) -> list[dict[str, Any]]:
        """What the others did is looked up; the messages that came of it."""
        self.heard.clear()
        assert self.live.look()
        return self.heard


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    with people(tmp_path) as made:
        yield made


@pytest.fixture
def anna(group: People) -> Iterator[Page]:
    page = Page(group["anna"], "participant")
    yield page
    page.board.close()


@pytest.fixture
def mentor(group: People) -> Iterator[Page]:
    page = Page(group.enter("marit", "mentor"), "mentor")
    yield page
    page.board.close()


def test_what_one_writes_reaches_the_other_once_and_only_what_is_new(anna: Page, mentor: Page) -> None:
    assert anna.put("line-1", {"text": "Kaffe først"})["kind"] == "board-kept"
    opened = mentor.ask("board-open")
    assert (opened["full"], [thing["name"] for thing in opened["things"]]) == (True, ["line-1"])
    anna.put("line-2", {"text": "Så turen"})
    [message] = mentor.look()
    assert [thing["value"] for thing in message["things"]] == [{"text": "Så turen"}]
    assert message["view"] == {"lines": 2}
    assert mentor.look() == []


def test_what_could_not_be_read_once_is_told_at_the_next_look(
    anna: Page, mentor: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentor.ask("board-open")
    anna.put("line-1", {"text": "Kaffe først"})
    with monkeypatch.context() as trouble:
        trouble.setattr(Board, "seen", lambda _: (_ for _ in ()).throw(NotRead("busy")))
        assert not mentor.live.look()
    [message] = mentor.look()
    assert [thing["value"] for thing in message["things"]] == [{"text": "Kaffe først"}]


def test_what_is_taken_away_goes_from_every_page(anna: Page, mentor: Page) -> None:
    anna.put("line-1", {"text": "Feil sted"})
    mentor.ask("board-open")
    anna.put("line-1", None, 1)
    [message] = mentor.look()
    assert (message["things"], message["gone"]) == ([], ["line-1"])


def test_two_who_change_the_same_see_it(anna: Page, group: People) -> None:
    bo = Page(group["bo"], "participant")
    anna.put("line-1", {"text": "Kaffe"})
    assert anna.put("line-1", {"text": "Kaffe og prat"}, 1)["kind"] == "board-kept"
    reply = bo.put("line-1", {"text": "Te"}, 1)
    assert (reply["kind"], reply["thing"]["value"]) == ("board-clash", {"text": "Kaffe og prat"})


def test_a_writing_whose_answer_was_lost_can_be_repeated(anna: Page) -> None:
    first, again = anna.put("line-1", {"text": "Kaffe"}), anna.put("line-1", {"text": "Kaffe"})
    assert first["thing"]["revision"] == again["thing"]["revision"] == 1


def test_a_page_sees_only_what_the_rules_show_it(anna: Page, mentor: Page) -> None:
    mentor.put("line-secret", {"text": "Bare for veilederen"})
    assert anna.ask("board-open")["things"] == []
    assert [thing["name"] for thing in mentor.ask("board-open")["things"]] == ["line-secret"]


@pytest.mark.parametrize(
    ("name", "value", "base", "reason"),
    [
        ("other-1", {"text": "x"}, 0, "name"),
        ("lead-count", {"count": 9}, 0, "name"),
        ("line-1", "text", 0, "shape"),
        ("line-1", {"text": 7}, 0, "shape"),
        ("line-1", {"text": "  "}, 0, "empty"),
        ("line-1", {"text": "x" * 41}, 0, "too-long"),
        ("line-1", {"text": "x"}, -1, "shape"),
        ("line-1", {"text": "x"}, True, "shape"),
        ("line-" + "x" * 200, {"text": "x"}, 0, "shape"),
        (None, {"text": "x"}, 0, "shape"),
    ],
)
def test_what_is_forged_is_refused_and_nothing_stands(
    anna: Page, name: object, value: object, base: object, reason: str
) -> None:
    reply = anna.ask("board-put", name=name, value=value, base=base)
    assert (reply["kind"], reply["reason"]) == ("board-refused", reason)
    assert anna.ask("board-open")["things"] == []


def test_an_identity_number_never_gets_onto_the_board(anna: Page) -> None:
    reply = anna.put("line-1", {"text": f"Født {ORDINARY}"})
    assert (reply["kind"], reply["reason"]) == ("board-refused", "identity")


def test_a_participant_s_page_that_says_it_is_a_mentor_s_gains_nothing(group: People) -> None:
    forged = Page(group["anna"], "mentor")
    assert forged.ask("board-act", action="count")["reason"] == "role"


def test_an_action_is_done_on_what_stands_now(mentor: Page) -> None:
    for _ in range(3):
        assert mentor.ask("board-act", action="count")["kind"] == "board-kept"
    assert mentor.ask("board-open")["things"][0]["value"] == {"count": 3}


def test_a_rule_that_breaks_says_nothing_of_what_was_written(mentor: Page, caplog: pytest.LogCaptureFixture) -> None:
    reply = mentor.ask("board-act", action="fail")
    assert (reply["kind"], reply["reason"]) == ("board-refused", "database")
    assert "what somebody wrote" not in caplog.text
    caplog.clear()


def test_somebody_is_reminded_of_confidentiality_once_a_gathering(anna: Page, mentor: Page) -> None:
    assert anna.ask("board-open")["reminded"] is False
    assert anna.board.reply({"kind": "board-reminded", "board": "own"}) is None
    assert anna.ask("board-open")["reminded"] is True
    assert mentor.ask("board-open")["reminded"] is True


def test_a_group_that_has_ended_takes_no_more(anna: Page, group: People) -> None:
    anna.put("line-1", {"text": "Kaffe"})
    group.close_group()
    assert anna.put("line-2", {"text": "Te"})["reason"] == "closed"
    assert anna.ask("board-open")["standing"] == "closed"


def test_a_workbook_in_no_group_is_a_board_of_one(group: People) -> None:
    from tests.widgets.books import MemoryBook

    alone = Page(MemoryBook(), "mentor")  # type: ignore[arg-type]
    assert alone.put("line-1", {"text": "Kaffe"})["kind"] == "board-kept"
    assert alone.ask("board-open")["standing"] == "alone"
