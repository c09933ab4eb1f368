"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes says how busy the machine is, and nothing about what is promised.
settings.register_profile("without-deadline", deadline=None)
settings.load_profile("without-deadline")
