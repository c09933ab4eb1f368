"""D6: two hundred ordinary sentences of care work, hundred in each language, raise two false alarms at most."""

from __future__ import annotations

from pathlib import Path

import pytest

from samling_exercises.confidentiality import findings

SENTENCES = Path(__file__).parent / "sentences"


def sentences(language: str) -> list[str]:
    return (SENTENCES / f"ordinary.{language}.txt").read_text(encoding="utf-8").splitlines()


def test_D6_there_are_a_hundred_different_sentences_in_each_language() -> None:
    assert [len(set(sentences(language))) for language in ("nb", "en")] == [100, 100]


def test_D6_two_hundred_ordinary_sentences_raise_two_false_alarms_at_most() -> None:
    alarms = {line: found for language in ("nb", "en") for line in sentences(language) if (found := findings(line))}
    assert len(alarms) <= 2, alarms


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("between", [" ", "\n"])
def test_D6_the_sentences_in_one_text_raise_no_more_alarms_than_one_by_one(language: str, between: str) -> None:
    together = findings(between.join(sentences(language)))
    assert len(together) <= sum(len(findings(line)) for line in sentences(language))
