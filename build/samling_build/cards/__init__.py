"""Join cards: what a person is given on paper to enter a group with."""

from .join_cards import CardsOf, JoinCard, cards_pdf, check_printing, write_cards
from .qr import qr_code

__all__ = ["CardsOf", "JoinCard", "cards_pdf", "check_printing", "qr_code", "write_cards"]
