"""How others come into a group: an address in words, and a QR code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samling_exercises.groups import GroupFacts
from samling_exercises.interface import Translator

from ...addressing import address_for_others, join_link, join_page, only_here, spoken
from ...cards.qr import qr_code
from ..settings import SiteSettings

if TYPE_CHECKING:
    from ..handlers import SiteHandler


def address_for_visitors(handler: SiteHandler) -> str:
    """Where others reach this site: behind a proxy its name, on a network this machine's."""
    settings: SiteSettings = handler.settings["samling_settings"]
    asked = f"{handler.request.protocol}://{handler.request.host}"
    return settings.address or address_for_others(asked, settings.lan, handler.base_url)


def way_in(group: GroupFacts, address: str, say: Translator) -> dict[str, Any]:
    """As a QR code, and in words, where the code on a card finds the group."""
    in_words = spoken(join_page(address))
    qr = qr_code(join_link(address, group.link), say("QR code for {address}", address=in_words))
    return {"qr": qr, "address": in_words, "only_here": only_here(address)}
