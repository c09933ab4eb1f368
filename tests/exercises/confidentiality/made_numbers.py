"""Identity numbers made for the tests, of people who never had one.

The control digits follow the rule as published: weights 3 7 6 1 8 9 4 5 2, then 5 4 3 2 7 6 5 4 3 2, modulo 11. The
year is 1854, before the oldest person who ever got a number was born, so that no number made here is anybody's.
"""

from __future__ import annotations

from hypothesis import strategies as st

FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def control(digits: str, weights: tuple[int, ...]) -> str | None:
    """The control digit of these digits, or None where the rule would need the digit ten."""
    digit = -sum(weight * int(one) for weight, one in zip(weights, digits, strict=True)) % 11
    return None if digit == 10 else str(digit)


def completed(nine: str) -> str | None:
    """Nine digits with both control digits behind them, or None where there are none."""
    first = control(nine, FIRST)
    second = first and control(nine + first, SECOND)
    return f"{nine}{first}{second}" if first and second else None


def number(day: int, month: int, year: str = "54", from_series: int = 500) -> str:
    """The first whole number of this day and month, whatever was added to either."""
    tries = (completed(f"{day:02}{month:02}{year}{series:03}") for series in range(from_series, 750))
    return next(whole for whole in tries if whole)


def numbers(add_to_day: int = 0, add_to_month: int = 0) -> st.SearchStrategy[str]:
    """Numbers of any day of 1854, with this added to the day and to the month."""
    return st.builds(
        lambda day, month, series: number(day + add_to_day, month + add_to_month, from_series=series),
        st.integers(1, 28),
        st.integers(1, 12),
        st.integers(500, 700),
    )


ORDINARY = number(17, 5)
D_NUMBER = number(17 + 40, 5)
H_NUMBER = number(17, 5 + 40)
SYNTHETIC = number(17, 5 + 80)
