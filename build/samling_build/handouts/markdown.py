"""Markdown to HTML for paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from .pdf import PICTURE


class _PaperRenderer(RendererHTML):
    """Points pictures at the programme's drawings, wherever the text was written."""

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        source = str(tokens[idx].attrGet("src") or "")
        programme = env.get("programme", "")
        parts = [part for part in source.split("/") if part != ".."]
        name = parts[-1].removesuffix(".svg") if parts else ""
        if len(parts) == 3 and parts[0] == "pictures":
            programme = parts[1]
        tokens[idx].attrSet("src", f"{PICTURE}{programme}/{name}")
        return super().image(tokens, idx, options, env)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}, renderer_cls=_PaperRenderer).enable("table")


def to_html(text: str, programme: str = "", deeper: int = 0) -> Markup:
    """HTML of a Markdown text, its headings ``deeper`` levels down. Raw HTML in it is shown, never run."""
    tokens = _markdown().parse(text, env := {"programme": programme})
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + deeper)}"
    return Markup(_markdown().renderer.render(tokens, _markdown().options, env))
