"""Pages of A5 as sheets of A4 in booklet order: print on both sides along the short edge, fold, and staple.

Each page becomes a drawing on its half of a sheet. What a screen reader follows (the structure tree) is the document's
own and stays, so that the text is read in its order though the pages lie in another.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

WIDE, HIGH = 419.53, 595.28
"""A5 in points."""


@dataclass(frozen=True)
class Place:
    """Where a page went: its drawing, the sheet it lies on, and how far from the left, in points."""

    drawing: IndirectObject
    sheet: DictionaryObject
    left: float


def folding_order(count: int) -> list[tuple[int | None, int | None]]:
    """The pages (from 0) to the left and right on each side of paper, in the order they are printed; None is empty.

    A sheet has four: the outermost has the last and the first on its front, the second and the last but one behind.
    """
    whole = -(-count // 4) * 4
    sides: list[tuple[int, int]] = []
    for sheet in range(whole // 4):
        sides += [(whole - 1 - 2 * sheet, 2 * sheet), (2 * sheet + 1, whole - 2 - 2 * sheet)]
    return [(left if left < count else None, right if right < count else None) for left, right in sides]


def imposed(content: bytes) -> bytes:
    """A PDF with pages of A5 as one with sheets of A4 lying down. Same input, same bytes."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    pages = [page.indirect_reference for page in writer.pages if page.indirect_reference is not None]
    places: dict[int, Place] = {}
    kids = ArrayObject()
    for side in folding_order(len(pages)):
        sheet = _sheet(writer)
        kids.append(writer._add_object(sheet))
        for half, number in enumerate(side):
            if number is not None:
                places[pages[number].idnum] = _laid(pages[number], sheet, half * WIDE)
    for found in list(writer._objects):
        if isinstance(found, DictionaryObject):
            _follow(found, places)
    for target in _targets(writer.root_object):
        _aim(target, places)
    root = writer.root_object["/Pages"].get_object()
    assert isinstance(root, DictionaryObject)
    root.update({NameObject("/Kids"): kids, NameObject("/Count"): NumberObject(len(kids))})
    for sheet in kids:
        found = sheet.get_object()
        assert isinstance(found, DictionaryObject)
        found[NameObject("/Parent")] = writer.root_object.raw_get("/Pages")
    written = BytesIO()
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    writer.write(written)
    return written.getvalue()


def _sheet(writer: PdfWriter) -> DictionaryObject:
    """An empty sheet of A4 lying down."""
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Page"),
            NameObject("/MediaBox"): ArrayObject([FloatObject(side) for side in (0, 0, 2 * WIDE, HIGH)]),
            NameObject("/Resources"): DictionaryObject({NameObject("/XObject"): DictionaryObject()}),
            NameObject("/Contents"): writer._add_object(StreamObject()),
            NameObject("/Tabs"): NameObject("/S"),
            NameObject("/Annots"): ArrayObject(),
        }
    )


def _laid(page: IndirectObject, sheet: DictionaryObject, left: float) -> Place:
    """Makes a page's content a drawing on its half of a sheet, and moves its links there."""
    was = page.get_object()
    assert isinstance(was, DictionaryObject)
    reference = was.raw_get("/Contents")  # WeasyPrint writes one stream a page
    assert isinstance(reference, IndirectObject)
    drawing = reference.get_object()
    assert isinstance(drawing, StreamObject)
    drawing.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): was["/MediaBox"],
            NameObject("/Resources"): was.raw_get("/Resources"),
            NameObject("/StructParents"): was["/StructParents"],
        }
    )
    name = f"/P{len(_drawn(sheet))}"
    _drawn(sheet)[NameObject(name)] = reference
    content = sheet["/Contents"].get_object()
    assert isinstance(content, StreamObject)
    content.set_data(content.get_data() + f"q 1 0 0 1 {left:g} 0 cm {name} Do Q\n".encode())
    for link in was.get("/Annots", ()):
        box = link.get_object()
        box[NameObject("/Rect")] = ArrayObject(
            FloatObject(float(edge) + (0 if number % 2 else left)) for number, edge in enumerate(box["/Rect"])
        )
        sheet["/Annots"].append(link)  # type: ignore[attr-defined] # an array, as made above
    return Place(reference, sheet, left)


def _follow(found: DictionaryObject, places: dict[int, Place]) -> None:
    """Points what pointed at a page at its place: an element of the structure, or a bookmark."""
    if "/Dest" in found and isinstance(found["/Dest"], ArrayObject):
        _aim(found["/Dest"], places)
    page = found.raw_get("/Pg") if "/Pg" in found else None
    place = places.get(page.idnum) if isinstance(page, IndirectObject) else None
    if place is None:
        return
    sheet = place.sheet.indirect_reference
    assert sheet is not None
    found[NameObject("/Pg")] = sheet
    kids = found.get("/K")
    if isinstance(kids, ArrayObject):
        found[NameObject("/K")] = ArrayObject(_marked(kid, place, sheet) for kid in kids)


def _marked(kid: PdfObject, place: Place, sheet: IndirectObject) -> PdfObject:
    """A piece of marked content, which now stands inside a drawing and no longer on the page itself."""
    if not isinstance(kid, NumberObject):
        return kid
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/MCR"),
            NameObject("/Pg"): sheet,
            NameObject("/Stm"): place.drawing,
            NameObject("/MCID"): kid,
        }
    )


def _targets(root: DictionaryObject) -> list[ArrayObject]:
    """The named places that links lead to."""
    found: PdfObject | None = root
    for name in ("/Names", "/Dests", "/Names"):
        found = found.get(name) if isinstance(found, DictionaryObject) else None
        found = found.get_object() if found is not None else None
    return [one for one in found if isinstance(one, ArrayObject)] if isinstance(found, ArrayObject) else []


def _aim(target: ArrayObject, places: dict[int, Place]) -> None:
    """A destination ``[page /XYZ x y zoom]``, on the sheet."""
    page = target[0]
    place = places.get(page.idnum) if isinstance(page, IndirectObject) else None
    if place is not None and place.sheet.indirect_reference is not None:
        target[0] = place.sheet.indirect_reference
        target[2] = FloatObject(float(target[2]) + place.left)


def _drawn(sheet: DictionaryObject) -> DictionaryObject:
    resources = sheet["/Resources"]
    assert isinstance(resources, DictionaryObject)
    drawings = resources["/XObject"]
    assert isinstance(drawings, DictionaryObject)
    return drawings
