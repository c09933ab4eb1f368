import pytest
from tests.browser.widget_pages import open_widget
from tests.widgets.books import MemoryBook
from tests.widgets.sheets import give_sheet
T="mestring/2/new-ideas"
@pytest.mark.parametrize("role,w,h,dark",[("participant",390,844,False),("participant",390,844,True),("mentor",1280,900,False),("wall",1920,1080,False)])
def test_a(page,monkeypatch,role,w,h,dark):
    give_sheet(monkeypatch)
    b=MemoryBook()
    for n,t in enumerate(["Vi spør før vi hjelper.","Vi lar fru Solberg velge hvem som kommer inn om morgenen, også når det tar lengre tid.","Alle ringer datteren likt."],1): b.put(T,f"line-{n}",{"text":t,"order":n},0)
    page.set_viewport_size({"width":w,"height":h}); page.emulate_media(color_scheme="dark" if dark else "light")
    open_widget(page,"new-ideas",lambda:b,role=role)
    page.get_by_text("Vi spør før").wait_for()
    if role!="wall": page.get_by_role("button",name="Endre «Vi spør").click()
    (page.locator(".samling-sheet").screenshot if role=="participant" else page.screenshot)(path=f"/tmp/shots/{role}{dark}.png")
    if role=="mentor": page.screenshot(path="/tmp/shots/mentorfull.png",full_page=True)
@pytest.mark.parametrize("name",["check-in","check-out","coping","between","nursing-home"])
def test_b(page,name):
    page.set_viewport_size({"width":1920,"height":1080})
    open_widget(page,name,MemoryBook,role="wall"); page.screenshot(path=f"/tmp/shots/wall-{name}.png")
def test_c(page):
    page.set_viewport_size({"width":1280,"height":900})
    open_widget(page,"check-in",MemoryBook,role="mentor"); page.screenshot(path="/tmp/shots/ring.png")
