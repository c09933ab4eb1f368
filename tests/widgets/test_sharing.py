"""Sharing, message by message. A page can send anything; nothing is shared that was not looked through first."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exercises.confidentiality.made_numbers import ORDINARY
from tests.widgets.books import BrokenBook, MemoryBook
from tests.widgets.groups import People, people

from samling_exercises.answers import NotRead
from samling_widgets import ExerciseWidget, Gathering
from samling_widgets.sharing import Sharing, place

KEY = "mestring/2/summing-up"
OTHER_KEY = "mestring/2/new-ideas"
FIELDS: dict[str, str] = {"worked": "group", "bring": "mentor"}
TEXT = "Vi satt ved kjøkkenbordet."
SECRET = "Dette skrev hun bare til seg selv."


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    """Anna writes, Bo is in the group with her, Mia is the mentor."""
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        entered.enter("bo")
        yield entered


@pytest.fixture
def sharing(group: People) -> Sharing:
    """Anna's page."""
    return sharing_of(group)


def sharing_of(group: People, name: str = "anna", key: str = KEY) -> Sharing:
    return Sharing(key, FIELDS, lambda: group[name], own=True)


def said(reply: dict[str, Any] | None) -> dict[str, Any]:
    assert reply is not None
    return reply


def check(sharing: Sharing, field: str = "worked", revision: int = 1) -> dict[str, Any]:
    return said(sharing.reply({"kind": "check", "request": 1, "field": field, "revision": revision}))


def share(sharing: Sharing, ticket: object, field: str = "worked", revision: int = 1) -> dict[str, Any]:
    message = {"kind": "share", "request": 2, "field": field, "revision": revision, "ticket": ticket}
    return said(sharing.reply(message))


def seen(group: People, name: str = "bo", key: str = KEY) -> list[str]:
    return [one.text for one in group[name].seen(key)]


def test_a_text_is_looked_through_then_shared_with_those_who_were_named(group: People, sharing: Sharing) -> None:
    group.write("anna", KEY, "worked", TEXT)
    checked = check(sharing)
    ticket = checked.pop("ticket")
    assert checked == {
        "kind": "checked",
        "request": 1,
        "field": "worked",
        "revision": 1,
        "stop": False,
        "findings": [],
        "audience": {"mentors": 1, "members": 1, "names": []},
    }
    assert seen(group) == []
    assert share(sharing, ticket) == {"kind": "shared", "request": 2, "field": "worked", "revision": 1}
    assert seen(group) == seen(group, "mia") == [TEXT]


def test_a_field_for_the_mentor_names_the_mentor_alone_and_reaches_nobody_else(group: People, sharing: Sharing) -> None:
    group.write("anna", KEY, "bring", TEXT)
    checked = check(sharing, "bring")
    assert checked["audience"] == {"mentors": 1, "members": 0, "names": []}
    share(sharing, checked["ticket"], "bring")
    assert (seen(group), seen(group, "mia")) == ([], [TEXT])


def test_an_identity_number_stops_the_sharing_and_is_pointed_out(group: People, sharing: Sharing) -> None:
    text = f"🌱 Ring 98 76 54 32. {ORDINARY} er nummeret."
    group.write("anna", KEY, "worked", text)
    checked = check(sharing)
    assert (checked["stop"], checked["ticket"]) == (True, None)
    start = text.index(ORDINARY) + 1  # JavaScript counts the seedling as two
    assert checked["findings"] == [{"kind": "national-id", "start": start, "end": start + 11}]
    assert share(sharing, None)["reason"] == "ticket"
    assert seen(group) == []


def test_other_findings_ask_and_do_not_stop(group: People, sharing: Sharing) -> None:
    group.write("anna", KEY, "worked", "Skriv til kari@example.no eller ring 98 76 54 32.")
    checked = check(sharing)
    assert {found["kind"] for found in checked["findings"]} == {"e-mail", "phone"}
    assert share(sharing, checked["ticket"])["kind"] == "shared"


def test_what_is_found_is_named_by_place_and_never_by_its_text(group: People, sharing: Sharing) -> None:
    group.write("anna", KEY, "worked", f"{TEXT} 98 76 54 32")
    assert "98" not in json.dumps(check(sharing)["findings"])
    assert TEXT not in json.dumps(check(sharing))


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({"field": "met"}, "field"),
        ({"field": "done"}, "field"),
        ({"field": ["worked"]}, "field"),
        ({"field": None}, "field"),
        ({"revision": "1"}, "shape"),
        ({"revision": True}, "shape"),
        ({"revision": None}, "shape"),
        ({"revision": 2}, "changed"),
        ({"revision": 10**400}, "changed"),
        ({"field": "bring"}, "changed"),
    ],
)
def test_only_the_newest_saved_text_of_a_field_to_share_is_looked_through(
    group: People, sharing: Sharing, message: dict[str, Any], reason: str
) -> None:
    group.write("anna", KEY, "worked", TEXT)
    group.write("anna", KEY, "met", SECRET)
    reply = said(sharing.reply({"kind": "check", "request": 1, "field": "worked", "revision": 1, **message}))
    assert (reply["kind"], reply["reason"]) == ("not-shared", reason)
    assert "ticket" not in reply


def test_an_emptied_field_is_not_shared(group: People, sharing: Sharing) -> None:
    group.write("anna", KEY, "worked", " \n")
    assert check(sharing)["reason"] == "empty"


def forged_ticket(group: People, sharing: Sharing, case: str) -> dict[str, Any]:
    """Share anyway, in one of the ways one could try."""
    ticket = check(sharing)["ticket"]
    match case:
        case "without":
            message = {"kind": "share", "request": 2, "field": "worked", "revision": 1}
            return said(sharing.reply(message))
        case "made up":
            return share(sharing, "a" * 32)
        case "of another kernel":
            return share(sharing_of(group), ticket)
        case "of another exercise":
            return share(sharing_of(group, key=OTHER_KEY), ticket)
        case "of another member":
            return share(sharing, check(sharing_of(group, "bo"))["ticket"])
        case "for another field":
            return share(sharing, ticket, "bring")
        case "for another revision":
            group.write("anna", KEY, "worked", SECRET)
            return share(sharing, ticket, revision=2)
        case "for an old revision":
            group.write("anna", KEY, "worked", SECRET)
            return share(sharing, ticket)
        case "replaced by a later one":
            check(sharing)
            return share(sharing, ticket)
        case "in a list":
            return share(sharing, [ticket])
        case _:
            raise AssertionError(case)


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("without", "ticket"),
        ("made up", "ticket"),
        ("of another kernel", "ticket"),
        ("of another exercise", "ticket"),
        ("of another member", "ticket"),
        ("for another field", "ticket"),
        ("for another revision", "ticket"),
        ("for an old revision", "changed"),
        ("replaced by a later one", "ticket"),
        ("in a list", "ticket"),
    ],
)
def test_A5_a_forged_share_shares_nothing(group: People, sharing: Sharing, case: str, reason: str) -> None:
    for name in ("anna", "bo"):
        group.write(name, KEY, "worked", TEXT)
        group.write(name, KEY, "bring", TEXT)
    reply = forged_ticket(group, sharing, case)
    assert (reply["kind"], reply["reason"]) == ("not-shared", reason)
    assert seen(group) == seen(group, "mia") == seen(group, "anna") == []


def test_A5_a_ticket_is_good_for_one_share(group: People, sharing: Sharing) -> None:
    group.write("anna", KEY, "worked", TEXT)
    ticket = check(sharing)["ticket"]
    share(sharing, ticket)
    group["anna"].unshare(KEY, "worked")
    assert share(sharing, ticket)["reason"] == "ticket"
    assert seen(group) == []


def test_A5_forged_state_of_a_widget_changes_nothing(group: People) -> None:
    group.write("anna", KEY, "worked", TEXT)
    widget = widget_of(group, "anna")
    before = widget.get_state()
    forged = {"role": "mentor", "exercise": OTHER_KEY, "definition": {"fields": []}, "strings": {}, "_esm": "alert()"}
    widget.set_state({**forged, "shares": {"worked": 1}, "member": "bo", "group": "south"})
    assert widget.get_state() == before
    assert said(widget.respond({"kind": "open", "request": 1}))["shares"] == {}
    assert seen(group) == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
forged_messages = st.fixed_dictionaries(
    {"kind": st.sampled_from(["check", "share", "unshare", "open", "others"]), "request": st.integers(0, 9) | anything},
    optional={
        "field": st.sampled_from(["worked", "bring", "met"]) | anything,
        "revision": st.sampled_from([0, 1, 2]) | anything,
        "ticket": st.sampled_from([None, "", "a" * 32]) | anything,
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(messages=st.lists(anything | forged_messages, max_size=6))
def test_A5_no_messages_of_any_shape_share_or_take_back_or_raise(
    group: People, sharing: Sharing, messages: list[object]
) -> None:
    group.write("anna", KEY, "worked", TEXT)
    kinds = {"checked", "not-shared", "unshared", "not-unshared"}
    for message in messages:
        reply = sharing.reply(message)
        assert reply is None or reply["kind"] in kinds
    assert seen(group) == []


def test_what_is_shared_is_taken_back_from_everyone_and_twice_is_once(group: People, sharing: Sharing) -> None:
    group.show("anna", KEY, "worked", TEXT)
    message = {"kind": "unshare", "request": 5, "field": "worked"}
    for _ in range(2):
        assert sharing.reply(message) == {"kind": "unshared", "request": 5, "field": "worked"}
    assert seen(group) == seen(group, "mia") == []


def test_one_s_own_shares_come_with_the_answers_and_are_not_among_the_others(group: People, sharing: Sharing) -> None:
    group.show("anna", KEY, "worked", TEXT)
    standing = sharing.standing()
    shared = {"revision": 1, "audience": "group", "names": []}
    assert standing == {"sharing": "open", "shares": {"worked": shared}, "others": []}


def test_others_come_with_nickname_and_text_and_an_id_that_leads_nowhere(group: People, sharing: Sharing) -> None:
    group.show("bo", KEY, "worked", TEXT)
    standing: dict[str, Any] = sharing.standing()
    (other,) = standing["others"]
    assert (other["nickname"], other["field"], other["text"]) == ("Bo Å.", "worked", TEXT)
    assert other["member"] not in ("bo", "north")
    assert set(other) == {"member", "nickname", "field", "text", "audience", "shared_at"}


def test_a_copy_of_a_field_that_is_no_longer_to_share_is_not_shown(group: People, sharing: Sharing) -> None:
    group.show("bo", KEY, "met", TEXT)
    assert sharing.standing()["others"] == []


def test_a_closed_group_takes_nothing_more_and_lets_go_of_what_it_has(group: People, sharing: Sharing) -> None:
    group.show("anna", KEY, "worked", TEXT)
    group.close_group()
    assert sharing.standing()["sharing"] == "closed"
    assert share(sharing, check(sharing)["ticket"])["reason"] == "closed"
    assert said(sharing.reply({"kind": "unshare", "request": 1, "field": "worked"}))["kind"] == "unshared"
    assert seen(group) == []


def test_without_a_group_there_is_nothing_to_share_with() -> None:
    sharing = Sharing(KEY, FIELDS, MemoryBook, own=True)
    assert sharing.standing() == {"sharing": "none", "shares": {}, "others": []}


@pytest.mark.parametrize("error", [RuntimeError(f"row with {SECRET}"), NotRead("busy")])
def test_trouble_is_told_by_a_word_and_nothing_private_is_shown_or_logged(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sharing = Sharing(KEY, FIELDS, lambda: BrokenBook(error), own=True)
    unshared = sharing.reply({"kind": "unshare", "request": 3, "field": "worked"})
    replies = [sharing.standing(), check(sharing), said(unshared)]
    reason = "busy" if isinstance(error, NotRead) else "database"
    assert replies == [
        {"sharing": "unknown", "shares": {}, "others": []},
        {"kind": "not-shared", "request": 1, "field": "worked", "reason": reason},
        {"kind": "not-unshared", "request": 3, "field": "worked", "reason": reason},
    ]
    assert SECRET not in caplog.text + json.dumps(replies)
    assert all(record.exc_info is None for record in caplog.records)


def test_somebody_who_is_no_longer_in_the_group_sees_nothing_of_it() -> None:
    sharing = Sharing(KEY, FIELDS, lambda: BrokenBook(NotRead("gone")), own=True)
    assert sharing.standing()["sharing"] == "none"


@pytest.mark.parametrize(("text", "index", "there"), [("abc", 2, 2), ("🌱b", 1, 2), ("æ👩🏽‍⚕️", 2, 3), ("", 0, 0)])
def test_a_place_in_a_text_is_counted_as_the_page_counts(text: str, index: int, there: int) -> None:
    assert place(text, index) == there


def widget_of(group: People, name: str, role: str = "participant", exercise: str = "summing-up") -> ExerciseWidget:
    return Gathering("mestring/2", role=role, book=lambda: group[name]).show(exercise)


def test_A17_a_mentor_s_widget_never_sends_private_text(group: People) -> None:
    group.write("anna", KEY, "worked", SECRET)
    group.write("anna", KEY, "met", SECRET)
    group.show("anna", KEY, "bring", TEXT)
    group.write("anna", KEY, "bring", SECRET)
    widget = widget_of(group, "mia", "mentor")
    sent: list[Any] = []
    widget.send = sent.append
    kinds = ["open", "save", "check", "share", "unshare", "turns", "others", "answers"]
    for kind in kinds:
        message = {"kind": kind, "request": 1, "field": "worked", "revision": 1, "text": "", "base": 1, "ticket": None}
        widget._handle_custom_msg(message, [])
    widget._tell()
    everything = json.dumps([sent, widget.get_state()], default=str)
    assert [message["kind"] for message in sent] == ["answers", "others"]
    assert [one["text"] for one in sent[0]["others"]] == [one["text"] for one in sent[1]["others"]] == [TEXT]
    assert SECRET not in everything
    assert TEXT not in json.dumps(widget.get_state(), default=str)
    assert group["anna"].answers(KEY)["worked"].text == SECRET


def test_A17_neither_own_nor_others_texts_ever_stand_in_a_widget_s_state(group: People) -> None:
    group.write("anna", KEY, "worked", SECRET)
    group.show("bo", KEY, "worked", TEXT)
    widget = widget_of(group, "anna")
    opened = said(widget.respond({"kind": "open", "request": 1}))
    state = json.dumps(widget.get_state(), default=str)
    assert SECRET in json.dumps(opened, ensure_ascii=False)
    assert SECRET not in state
    assert TEXT not in state


def test_an_exercise_without_fields_to_share_has_no_words_of_sharing_and_asks_nothing(group: People) -> None:
    widget = widget_of(group, "anna", exercise="check-in")
    assert "share-group" not in widget.strings
    opened = said(widget.respond({"kind": "open", "request": 1}))
    assert (opened["sharing"], opened["others"]) == ("none", [])
    assert widget.respond({"kind": "check", "request": 1, "field": "done", "revision": 1}) is None
