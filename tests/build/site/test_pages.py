"""Languages, the messages and the files that pages fetch."""

from __future__ import annotations

import gzip
import re
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any

import pytest

from samling_build.site.static import MIME_TYPES, SiteFiles

IMPORTS = re.compile(r"""(?:src|href)="([^"]*)\"""")


def test_a_page_is_norwegian_until_somebody_chooses_and_then_stays_chosen(site: Any) -> None:
    visitor = site.stranger()
    visitor.ask("/join")
    page = visitor.ask("/join").text
    assert '<html lang="nb">' in page
    assert "<title>Kom inn · Samlingsheftet</title>" in page
    assert page.count("<main") == page.count("<h1") == 1
    assert '<a href="/join?language=en" lang="en" hreflang="en">English</a>' in page
    english = visitor.ask("/join?language=en").text
    assert "<title>Come in · Samlingsheftet</title>" in english
    assert 'lang="nb" hreflang="nb">Norsk bokmål</a>' in english
    assert '<html lang="en">' in visitor.ask("/privacy").text


def test_an_unknown_language_gets_the_sites_own(site: Any) -> None:
    assert '<html lang="nb">' in site.visitor().ask("/privacy?language=xx").text


@pytest.mark.parametrize(
    "path", ["/", "/join", "/lost", "/privacy", "/out", "/nothing", "/voila/render/nb/prove/1-deltaker.ipynb"]
)
def test_A18_a_page_asks_no_other_host_and_runs_no_script_of_its_own_text(site: Any, path: str) -> None:
    page = site.visitor().ask(path).text
    assert [address for address in IMPORTS.findall(page) if re.match(r"(?:https?:)?//", address)] == []
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
    assert all(re.search(r'type="(?:application/\S*json|text/plain)"', attributes) for attributes in inline)
    assert not re.search(r"\son[a-z]+=", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))


def test_what_is_not_there_is_said_calmly(site: Any) -> None:
    reply = site.visitor().ask("/nothing")
    assert reply.status == HTTPStatus.NOT_FOUND
    assert "Her er det ingenting" in reply.text
    assert 'href="/?language=nb">Gå til startsiden' in reply.text


def test_a_fault_of_ours_has_a_number_that_stands_in_the_log_without_a_word_of_the_content(site: Any) -> None:
    visitor = site.visitor(away=True)
    reply = visitor.ask("/voila/render/nb/andre/4-odelagt.ipynb")
    assert reply.status == HTTPStatus.INTERNAL_SERVER_ERROR
    number = re.search(r"ansvar for heftet: ([0-9a-f]{6})\.", reply.text)
    assert number
    log = site.log.read_text()
    assert f"Fault {number.group(1)}: NotJSONError (" in log
    for words in ("Kari", "Traceback"):
        assert words not in log
        assert words not in reply.text


def test_a_picture_is_found_where_the_notebooks_link_to_it(site: Any) -> None:
    reply = site.visitor().ask("/voila/render/pictures/prove/kopp.svg")
    assert (reply.status, reply.headers["Content-Type"]) == (HTTPStatus.OK, "image/svg+xml")


def test_a_file_under_its_hash_is_kept_for_good_and_asked_for_again_without(site: Any) -> None:
    visitor = site.visitor()
    hashed = re.search(r'href="(/samling/static/site/site\.css\?v=[0-9a-f]{16})"', visitor.ask("/").text)
    assert hashed
    assert visitor.ask(hashed.group(1)).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    plain = visitor.ask("/samling/static/site/site.css")
    assert plain.headers["Cache-Control"] == "no-cache"
    assert visitor.ask("/samling/static/site/site.css?v=0123456789abcdef").headers["Cache-Control"] == "no-cache"
    again = visitor.ask("/samling/static/site/site.css", If_None_Match=plain.headers["Etag"])
    assert (again.status, again.text) == (HTTPStatus.NOT_MODIFIED, "")


def test_pages_and_files_are_compressed(site: Any) -> None:
    visitor = site.visitor()
    for path in ("/privacy", "/samling/static/widgets/all.css", "/samling/static/anywidget.js"):
        connection = HTTPConnection(visitor.host, timeout=30)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Sec-Fetch-Site": "none"})
        response = connection.getresponse()
        packed = response.read()
        connection.close()
        assert response.headers["Content-Encoding"] == "gzip"
        assert len(gzip.decompress(packed)) > len(packed)


def test_modules_have_the_type_browsers_ask_for(site: Any) -> None:
    visitor = site.visitor()
    for name in ("anywidget.js", "widgets/form.js", "page/host.js"):
        assert visitor.ask(f"/samling/static/{name}").headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert visitor.ask("/voila/static/voila.js").headers["Content-Type"] == MIME_TYPES[".js"]


def test_a_static_file_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match=r"Expected a static file .*, came 'page/nothing.js', which is not there\."):
        SiteFiles("/").static("page/nothing.js")
