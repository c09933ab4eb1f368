"""Codes, keys and tokens are in no repr, no log line and no exception."""

import logging
import pickle
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.exercises.groups.people import ask, code, enter

from samling_exercises.groups import BadNickname, NewGroup, NotAdmitted, NotAllowed, NotDone, Register


def test_A13_nothing_that_the_register_hands_out_shows_a_code_a_key_or_a_token(
    register: Register, made: NewGroup
) -> None:
    entered = enter(register, made)
    recognised = register.recognise(str(entered.personal))
    visit = register.visit(entered.token)
    key = register.key(entered.token, entered.member)
    shown = repr((made, entered, recognised, visit, register.seats(None, made.group.id)))
    for secret in (entered.token, repr(key), "Kari", *(str(one) for one in (entered.personal, entered.recovery))):
        assert secret not in shown
    for invited in made.invitations:
        assert invited.code.secret not in shown
        assert str(invited.code) not in shown


def test_A13_no_log_line_holds_a_code_a_key_or_a_token_however_much_is_logged(
    register: Register, made: NewGroup, caplog: pytest.LogCaptureFixture
) -> None:
    for name in (None, "sqlalchemy", "sqlalchemy.engine", "sqlalchemy.engine.Engine", "sqlalchemy.pool"):
        caplog.set_level(logging.DEBUG, name)
    entered = enter(register, made)
    again = register.sign_in(str(entered.personal), False, entered.token)
    with pytest.raises(NotAdmitted):
        register.recognise("2345-6789-ABCD")
    key = register.key(again.token, again.member)
    for secret in (str(entered.personal), entered.token, again.token, str(key), code(made, 0), "6789"):
        assert secret not in caplog.text
    assert entered.personal is not None
    assert entered.personal.secret not in caplog.text


def test_A14_an_exception_holds_neither_what_was_typed_nor_what_the_database_said(
    register: Register, made: NewGroup, folder: Path
) -> None:
    entered = enter(register, made)
    typed = str(entered.personal)[:-4] + "2222"
    ask(folder, "ALTER TABLE visits RENAME TO elsewhere")
    attempts: list[tuple[Callable[[], object], type[Exception]]] = [
        (lambda: register.recognise(typed), NotAdmitted),
        (lambda: register.sign_in(str(entered.personal), False), NotDone),
        (lambda: register.take_seat(code(made, 1), "Kari\nPrivat"), BadNickname),
        (lambda: register.take_seat(code(made, 1), "Per Privat"), NotDone),
        (lambda: register.visit(entered.token), NotDone),
        (lambda: register.key(entered.token, entered.member), NotDone),
    ]
    for attempt, expected in attempts:
        with pytest.raises(expected) as failure:
            attempt()
        assert failure.value.__cause__ is None
        assert failure.value.__context__ is None
        shown = str(failure.value) + repr(failure.value.__dict__)
        for secret in (typed, str(entered.personal), "Privat", entered.token, code(made, 1)):
            assert secret not in shown
        assert "no such table" not in "".join(traceback.format_exception(failure.value))


def test_exceptions_can_be_sent_between_processes() -> None:
    for error in (NotAdmitted("wrong"), NotAllowed("full"), BadNickname("taken"), NotDone("copies")):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), again.reason, str(again)) == (type(error), error.reason, str(error))
