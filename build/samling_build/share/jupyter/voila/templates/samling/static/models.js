// @ts-check
/**
 * The thin base that anywidget's own runtime stands on: what it uses of `DOMWidgetModel` and `DOMWidgetView`.
 *
 * @typedef {import("./kernel.js").Json} Json
 * @typedef {import("./kernel.js").Binary} Binary
 * @typedef {import("./kernel.js").Message} Message
 * @typedef {(...values: any[]) => unknown} Listener
 * @typedef {{name: string, callback: Listener, context: unknown, once: boolean}} Entry
 * @typedef {{send(data: Json, buffers?: Binary[], onIdle?: () => void): string, close(): void}} Comm
 */

/** @param {unknown} value @returns {value is Binary} */
const isBinary = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** @param {unknown} value @returns {value is Json} */
const isPlain = (value) => typeof value === "object" && value !== null && !isBinary(value);

/** @param {Binary} value */
const bytes = (value) =>
  value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);

/** Equal in content, as Backbone's `set` compares: a new list with the same items is no change. @param {any} a @param {any} b @returns {boolean} */
export function equal(a, b) {
  if (Object.is(a, b)) return true;
  if (isBinary(a) && isBinary(b)) {
    const [x, y] = [bytes(a), bytes(b)];
    return x.length === y.length && x.every((byte, index) => byte === y[index]);
  }
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && equal(a[key], b[key]));
}

/**
 * Put the buffers back where they were taken from.
 * @param {Json} state @param {(string | number)[][]} paths @param {DataView[]} buffers
 */
export function putBuffers(state, paths, buffers) {
  paths.forEach((path, index) => {
    const holder = path.slice(0, -1).reduce((/** @type {any} */ part, key) => part[key], state);
    const last = path.at(-1);
    if (last !== undefined) holder[last] = buffers[index];
  });
}

/**
 * Take binary values out of a state, leaving the state itself untouched.
 * @param {Json} state
 * @returns {{state: Json, paths: (string | number)[][], buffers: Binary[]}}
 */
export function takeBuffers(state) {
  /** @type {(string | number)[][]} */
  const paths = [];
  /** @type {Binary[]} */
  const buffers = [];
  /** @param {any} value @param {(string | number)[]} path @returns {any} */
  const strip = (value, path) => {
    if (Array.isArray(value)) {
      return value.map((item, index) => {
        if (!isBinary(item)) return strip(item, [...path, index]);
        paths.push([...path, index]);
        buffers.push(item);
        return null;
      });
    }
    if (!isPlain(value)) return value;
    /** @type {Json} */
    const copy = {};
    for (const [key, item] of Object.entries(value)) {
      if (isBinary(item)) {
        paths.push([...path, key]);
        buffers.push(item);
      } else copy[key] = strip(item, [...path, key]);
    }
    return copy;
  };
  return { state: strip(state, []), paths, buffers };
}

/** Backbone's events, as far as widgets use them: several names in one string, a context, "all", and `off` with gaps. */
class Events {
  /** @type {Entry[]} */
  #entries = [];

  /** @param {string} names @param {Listener} callback @param {unknown} [context] @param {boolean} [once] */
  on(names, callback, context, once = false) {
    for (const name of names.split(/\s+/)) this.#entries.push({ name, callback, context, once });
    return this;
  }

  /** @param {string} names @param {Listener} callback @param {unknown} [context] */
  once(names, callback, context) {
    return this.on(names, callback, context, true);
  }

  /** @param {string | null} [names] @param {Listener | null} [callback] @param {unknown} [context] */
  off(names, callback, context) {
    const chosen = names ? names.split(/\s+/) : null;
    this.#entries = this.#entries.filter(
      (entry) =>
        (chosen && !chosen.includes(entry.name)) ||
        (callback && callback !== entry.callback) ||
        (context && context !== entry.context),
    );
    return this;
  }

  /** @param {string} name @param {...any} values */
  trigger(name, ...values) {
    for (const entry of this.#entries.filter((each) => each.name === name || each.name === "all")) {
      if (entry.once) this.#entries = this.#entries.filter((each) => each !== entry);
      try {
        entry.callback.apply(entry.context ?? this, entry.name === "all" ? [name, ...values] : values);
      } catch (error) {
        reportError(error); // one widget's fault must not keep the others from hearing
      }
    }
    return this;
  }
}

/** The page's copy of one widget's state. `get`, `set`, `save_changes`, `send` and events as ipywidgets has them. */
export class Model extends Events {
  /** @type {Json} */
  static serializers = {};
  /** @type {Json} what was set here and not sent yet */
  #dirty = {};
  /** @type {Json | null} what waits for the message before it to be handled */
  #waiting = null;
  #pending = false;
  /** @type {Json | null} the state the kernel is setting right now: not to be sent back */
  #lock = null;
  /** @type {Map<string, string>} trait → the message whose echo confirms it */
  #echoes = new Map();

  /**
   * @param {Json} state
   * @param {{model_id: string, comm: Comm, widget_manager: any, esm?: string}} options
   */
  constructor(state, options) {
    super();
    this.attributes = { ...state };
    this.model_id = options.model_id;
    this.comm = options.comm;
    this.widget_manager = options.widget_manager;
    /** Where anywidget's runtime finds the module, which was imported before this model was built. */
    this.esm = options.esm;
    this.comm_live = true;
    this.initialize(state, options);
  }

  /** @param {...any} _parts */
  initialize(..._parts) {}

  /** @param {string} name @returns {any} */
  get(name) {
    return name === "_esm" && this.esm !== undefined ? this.esm : this.attributes[name];
  }

  /** @param {string} name */
  has(name) {
    return this.attributes[name] != null;
  }

  /** @param {string | Json} name @param {unknown} [value] */
  set(name, value) {
    const changes = typeof name === "string" ? { [name]: value } : name;
    const changed = Object.entries(changes).filter(([key, item]) => !equal(this.attributes[key], item));
    for (const [key, item] of changed) {
      this.attributes[key] = item;
      if (this.#lock && key in this.#lock && equal(this.#lock[key], item)) delete this.#dirty[key];
      else this.#dirty[key] = item;
    }
    for (const [key, item] of changed) this.trigger(`change:${key}`, this, item, {});
    if (changed.length) this.trigger("change", this, {});
    return this;
  }

  save_changes() {
    const changes = this.#dirty;
    this.#dirty = {};
    if (Object.keys(changes).length === 0 || !this.comm_live) return;
    if (this.#pending) this.#waiting = { ...this.#waiting, ...changes };
    else this.#sendState(changes);
  }

  /** @param {unknown} content @param {unknown} [_callbacks] @param {Binary[]} [buffers] */
  send(content, _callbacks, buffers = []) {
    if (this.comm_live) this.comm.send({ method: "custom", content }, buffers);
  }

  /** The socket was opened anew: nothing is on its way any more, and what waited is sent. */
  reconnected() {
    const waiting = { ...this.#unconfirmed(), ...this.#waiting };
    this.#pending = false;
    this.#waiting = null;
    this.#echoes.clear();
    if (Object.keys(waiting).length) this.#sendState(waiting);
  }

  /** Take over a whole state from the kernel, except what was changed here and has not reached it. @param {Json} state */
  refresh(state) {
    const own = { ...this.#unconfirmed(), ...this.#waiting, ...this.#dirty };
    this.set_state(Object.fromEntries(Object.entries(state).filter(([key]) => !(key in own))));
  }

  /** @param {Json} state */
  set_state(state) {
    this.#lock = state;
    try {
      this.set(state);
    } finally {
      this.#lock = null;
    }
  }

  /** @param {Message} message @returns {Promise<void>} */
  async _handle_comm_msg(message) {
    const data = message.content["data"];
    if (data.method === "custom") this.trigger("msg:custom", data.content, message.buffers);
    if (data.method !== "update" && data.method !== "echo_update") return;
    const state = { ...data.state };
    putBuffers(state, data.buffer_paths ?? [], message.buffers);
    if (data.method === "echo_update") this.#dropOwnEchoes(state, message.parent_header["msg_id"]);
    const esm = state["_esm"];
    if (esm !== undefined && this.esm !== undefined) this.esm = await this.widget_manager.bridge(esm, state["_anywidget_id"]);
    this.set_state(state);
  }

  /** @param {Json} state */
  serialize(state) {
    return structuredClone(state);
  }

  /** The widget is gone in the kernel, or is about to be mounted anew. @param {boolean} [told] the kernel knows */
  close(told = false) {
    if (!this.comm_live) return;
    this.comm_live = false;
    if (!told) this.comm.close();
    this.trigger("destroy", this);
    this.off();
  }

  #unconfirmed() {
    return Object.fromEntries([...this.#echoes.keys()].map((key) => [key, this.attributes[key]]));
  }

  /** @param {Json} changes */
  #sendState(changes) {
    this.#pending = true;
    const { state, paths, buffers } = takeBuffers(this.serialize({ ...changes }));
    const id = this.comm.send({ method: "update", state, buffer_paths: paths }, buffers, () => {
      this.#pending = false;
      const waiting = this.#waiting;
      this.#waiting = null;
      if (waiting) this.#sendState(waiting);
    });
    for (const key of Object.keys(changes)) this.#echoes.set(key, id);
  }

  /** An echo of our own older message must not put back what has been changed since. @param {Json} state @param {string} parent */
  #dropOwnEchoes(state, parent) {
    for (const key of Object.keys(state)) {
      const expected = this.#echoes.get(key);
      if (expected === undefined) continue;
      if (expected === parent) this.#echoes.delete(key);
      if (expected !== parent || (this.#waiting && key in this.#waiting) || key in this.#dirty) delete state[key];
    }
  }
}

/** One showing of a model in the page. */
export class View extends Events {
  /** @param {{model: Model, options?: Json}} parts */
  constructor({ model, options = {} }) {
    super();
    this.model = model;
    this.options = options;
    this.el = document.createElement("div");
    this.$el = { 0: this.el, empty: () => this.el.replaceChildren() };
    this.dress();
    model.on("change:_dom_classes", () => this.dress(), this);
  }

  /** Classes set in Python (`widget.add_class`). */
  dress() {
    const classes = this.model.get("_dom_classes");
    this.el.className = Array.isArray(classes) ? classes.join(" ") : "";
  }

  /** @returns {unknown} */
  render() {
    return undefined;
  }

  remove() {
    this.model.off(null, null, this);
    this.el.remove();
    this.trigger("remove");
  }
}
