"""Notebooks with small anywidgets, each for one part of what a page must do for a widget."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

COUNTER = '''
import anywidget, traitlets

class Counter(anywidget.AnyWidget):
    _esm = """
    export default { render({ model, el }) {
      const button = document.createElement("button");
      button.className = "counter";
      const show = () => { button.textContent = `${model.get("value")} doubled ${model.get("doubled")}`; };
      button.onclick = () => { model.set("value", model.get("value") + 1); model.save_changes(); };
      model.on("change:value", show);
      model.on("change:doubled", show);
      show();
      el.append(button);
      return () => { document.body.dataset.cleaned = "yes"; };
    } };
    """
    _css = ".counter { color: rgb(1, 2, 3); }"
    value = traitlets.Int(0).tag(sync=True)
    doubled = traitlets.Int(0).tag(sync=True)

    @traitlets.observe("value")
    def _double(self, change):
        self.doubled = 2 * self.value
'''

BINARY = '''
import anywidget, traitlets

class Binary(anywidget.AnyWidget):
    _esm = """
    export default { render({ model, el }) {
      const hex = (view) => [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)].join(" ");
      const out = Object.assign(document.createElement("p"), { className: "binary" });
      const answer = Object.assign(document.createElement("p"), { className: "answer" });
      const show = () => { out.textContent = hex(model.get("data")); };
      model.on("change:data", show);
      model.on("msg:custom", (content, buffers) => { answer.textContent = `${content.kind} ${hex(buffers[0])}`; });
      const set = Object.assign(document.createElement("button"), { className: "set", textContent: "set" });
      set.onclick = () => { model.set("data", new DataView(new Uint8Array([7, 8]).buffer)); model.save_changes(); };
      const send = Object.assign(document.createElement("button"), { className: "send", textContent: "send" });
      send.onclick = () => model.send({ kind: "ask" }, undefined, [new Uint8Array([1, 255]).buffer]);
      show();
      el.append(out, answer, set, send);
    } };
    """
    data = traitlets.Bytes(b"\\x00\\x01").tag(sync=True, from_json=lambda value, _: bytes(value))

    def __init__(self):
        super().__init__()
        self.on_msg(lambda _, content, buffers: self.send({"kind": "reply"}, [bytes(reversed(bytes(buffers[0])))]))

    @traitlets.observe("data")
    def _longer(self, change):
        if len(self.data) == 2 and self.data[0] == 7:
            self.data = self.data + b"\\x09"
'''

INVOKE = '''
import anywidget
from anywidget.experimental import command

class Invoking(anywidget.AnyWidget):
    _esm = """
    export default async () => {
      let ready = "not";
      return {
        initialize({ signal, experimental }) {
          ready = `${typeof signal.aborted} ${typeof experimental.invoke}`;
        },
        async render({ el, experimental }) {
          const five = { buffers: [new Uint8Array([5]).buffer] };
          const [answer, buffers] = await experimental.invoke("_shout", "hei", five);
          el.textContent = `${ready} ${answer} ${new Uint8Array(buffers[0].buffer)[0]}`;
          el.classList.add("invoked");
        },
      };
    };
    """

    @command
    def _shout(self, message, buffers):
        return message.upper(), [bytes([bytes(buffers[0])[0] + 1])]
'''

REFERENCES = '''
import anywidget, traitlets
from ipywidgets import widget_serialization

class Child(anywidget.AnyWidget):
    _esm = """
    export default {
      initialize({ model }) { return { name: () => model.get("name") }; },
      render({ model, el }) {
        el.innerHTML = "<span class=child></span>";
        const show = () => { el.firstChild.textContent = model.get("name"); };
        model.on("change:name", show);
        show();
      },
    };
    """
    name = traitlets.Unicode("child").tag(sync=True)

class Parent(anywidget.AnyWidget):
    _esm = """
    export default { async render({ model, el, host, signal }) {
      const out = Object.assign(document.createElement("p"), { className: "parent" });
      const place = document.createElement("div");
      const more = Object.assign(document.createElement("button"), { className: "more", textContent: "more" });
      more.onclick = () => model.send({ kind: "more" });
      const late = document.createElement("div");
      model.on("change:late", async () => {
        const widget = await host.getWidget(model.get("late"));
        await widget.render({ el: late, signal });
      });
      el.append(out, place, more, late);
      const widget = await host.getWidget(model.get("child"));
      await widget.render({ el: place, signal });
      const byHost = await host.getModel(model.get("child"));
      const byManager = await model.widget_manager.get_model(model.get("model"));
      out.textContent = [widget.exports.name(), byHost.get("name"), byManager.get("name")].join(" ");
    } };
    """
    child = traitlets.Unicode().tag(sync=True)
    late = traitlets.Unicode().tag(sync=True)
    model = traitlets.Instance(anywidget.AnyWidget).tag(sync=True, **widget_serialization)

    def __init__(self, child):
        super().__init__(child=f"anywidget:{child.model_id}", model=child)
        self.kept = child
        self.on_msg(self._more)

    def _more(self, _, content, buffers):
        self.kept.name = "renamed"
        self.later = Child(name="late")
        self.late = f"anywidget:{self.later.model_id}"
'''

SLOW = """
import anywidget, asyncio, traitlets

class Slow(anywidget.AnyWidget):
    _esm = 'export default async () => (await import(new URL("/slow.js", location.href).href)).default;'
    ticks = traitlets.Int(0).tag(sync=True)

    async def run(self):
        while True:
            await asyncio.sleep(0.1)
            self.ticks += 1
            self.send({"tick": self.ticks})

slow = Slow()
task = asyncio.get_running_loop().create_task(slow.run())
"""

SLOW_MODULE = """
export default { render({ model, el }) {
  const heard = [];
  el.className = "slow";
  model.on("msg:custom", ({ tick }) => {
    heard.push(tick);
    el.dataset.gaps = heard.some((each, index) => index > 0 && each !== heard[index - 1] + 1);
    el.dataset.first = heard[0];
    el.textContent = heard.length > 3 ? "hears" : "";
  });
} };
"""

FIELD = '''
import anywidget, os, traitlets

class Field(anywidget.AnyWidget):
    _esm = """
    export default { render({ model, el }) {
      el.innerHTML = "<label>Text <textarea></textarea></label><output></output><button class=die>die</button>";
      const [area, out, die] = ["textarea", "output", "button"].map((name) => el.querySelector(name));
      const show = () => { out.textContent = model.get("length"); };
      area.oninput = () => { model.set("text", area.value); model.save_changes(); };
      die.onclick = () => model.send({ kind: "die" });
      model.on("change:length", show);
      show();
    } };
    """
    text = traitlets.Unicode().tag(sync=True)
    length = traitlets.Int(-1).tag(sync=True)
    pid = os.getpid()

    def __init__(self):
        super().__init__()
        self.on_msg(lambda *_: os._exit(1))

    @traitlets.observe("text")
    def _count(self, change):
        self.length = len(self.text)
'''

BROKEN = """
import anywidget

class Broken(anywidget.AnyWidget):
    _esm = "export default { render() {} }; import '/nowhere.js';"
"""

NOTEBOOKS: dict[str, list[str]] = {
    "counter": [COUNTER, "Counter()"],
    "binary": [BINARY, "Binary()"],
    "invoke": [INVOKE, "Invoking()"],
    "references": [REFERENCES, "child = Child()", "Parent(child)"],
    "slow": [SLOW, "slow"],
    "field": [FIELD, "Field()"],
    "broken": [BROKEN, COUNTER, "Broken()", "Counter()"],
    "output": ["print('printed')", "from IPython.display import HTML; HTML('<b class=bold>bold</b>')", "'plain'"],
    "mixed": [
        f"import ipywidgets\n{COUNTER}\nruns = globals().get('runs', 0) + 1\ncounter = Counter(value=runs)",
        "counter",
        "ipywidgets.IntSlider(value=7)",
        "ipywidgets.VBox([counter])",
    ],
}


def write_notebooks(folder: Path) -> Path:
    """The notebooks as ``<folder>/nb/test/<name>.ipynb``; returns the folder."""
    place = folder / "nb" / "test"
    place.mkdir(parents=True)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    for name, sources in NOTEBOOKS.items():
        cells = [
            new_markdown_cell(f"# The page of {name}\n\nSome text."),
            *(new_code_cell(each.strip()) for each in sources),
        ]
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), place / f"{name}.ipynb")
    return folder
