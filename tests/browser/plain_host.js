// The smallest host a widget can stand in: one model, whose messages go to the test's own kernel.

/** @type {Map<string, Set<Function>>} */
const listeners = new Map();
let state = await window.toKernel("state", null);

const model = {
  get: (name) => state[name],
  set: () => {},
  save_changes: () => {},
  on: (name, call) => listeners.set(name, (listeners.get(name) ?? new Set()).add(call)),
  off: (name, call) => listeners.get(name)?.delete(call),
  send: (content) => void window.toKernel("message", content).then(deliver),
};

function emit(name, ...values) {
  for (const call of [...(listeners.get(name) ?? [])]) call(...values);
}

function deliver({ messages, changed }) {
  for (const [name, value] of Object.entries(changed)) {
    state = { ...state, [name]: value };
    emit(`change:${name}`);
  }
  for (const message of messages) emit("msg:custom", message, []);
}

const place = document.querySelector("main");
let cleanup = () => {};
window.told = [];
for (const name of ["samling:saved", "samling:done"]) {
  document.addEventListener(name, (event) => window.told.push([name, event.detail]));
}
window.deliver = deliver;
window.listening = () => [...listeners.values()].reduce((sum, calls) => sum + calls.size, 0);
window.unmount = async () => {
  await cleanup();
  place.replaceChildren();
};
window.mount = async () => {
  const { default: widget } = await import(`/${document.documentElement.dataset.module}`);
  cleanup = await widget.render({ model, el: place, signal: new AbortController().signal });
};
await window.mount();
document.documentElement.dataset.ready = "yes";
