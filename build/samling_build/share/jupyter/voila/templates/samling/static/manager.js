// @ts-check
/**
 * One kernel's widgets in the page: their modules, models and views, on anywidget's own runtime.
 *
 * @typedef {import("./kernel.js").Json} Json
 * @typedef {import("./kernel.js").Message} Message
 * @typedef {import("./kernel.js").Kernel} Kernel
 * @typedef {{model_name: string, model_module: string, state: Json}} Snapshot
 * @typedef {{AnyModel: typeof import("./models.js").Model, AnyView: typeof import("./models.js").View}} Runtime
 */
import { Model, View, putBuffers } from "./models.js";
import { newId } from "./kernel.js";

const WIDGET = "jupyter.widget";
const CONTROL = "jupyter.widget.control";
const MODULE_PATIENCE = 20_000;

/** @type {Map<string, () => unknown>} definitions on their way to anywidget's runtime, see `Manager.bridge` */
const handedOver = new Map();
/**
 * Addresses of our own widgets' modules by `_anywidget_id`, as the server names them: a state can be forged.
 * @type {Record<string, string>}
 */
const ownModules = JSON.parse(document.getElementById("samling-page")?.textContent ?? "{}").modules ?? {};
/** @type {Map<string, Promise<Json>>} one module for one text: what it keeps in memory outlives a new kernel */
const modules = new Map();

/**
 * anywidget's runtime comes as an AMD factory from the installed package.
 * @param {{url?: string, source?: string}} from
 * @returns {Promise<Runtime>}
 */
export async function loadRuntime({ url, source = "" }) {
  const address = url ?? URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const page = /** @type {Json} */ (/** @type {unknown} */ (globalThis));
  const before = page["define"];
  /** @type {((base: Json) => Runtime) | undefined} */
  let factory;
  page["define"] = (/** @type {string[]} */ _needs, /** @type {(base: Json) => Runtime} */ made) => (factory = made);
  try {
    await import(address);
  } finally {
    page["define"] = before;
    if (!url) URL.revokeObjectURL(address);
  }
  if (!factory) throw new Error(`Expected anywidget's AMD factory at ${address}; no factory was defined there.`);
  return factory({ DOMWidgetModel: Model, DOMWidgetView: View });
}

/** @template T @param {Promise<T>} promise @param {string} what @returns {Promise<T>} */
function inTime(promise, what) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} did not arrive in time.`)), MODULE_PATIENCE);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @param {string} esm a widget's `_esm`: the text of a module, or its address @returns {Promise<Json>} */
function importModule(esm) {
  const known = modules.get(esm);
  if (known) return known;
  const isAddress = /^https?:\/\//.test(esm);
  const address = isAddress ? esm : URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const arriving = inTime(import(address), "A widget's module").finally(() => {
    if (!isAddress) URL.revokeObjectURL(address);
  });
  arriving.catch(() => modules.delete(esm)); // a later try may find the network back
  modules.set(esm, arriving);
  return arriving;
}

/** One of our own widgets' definitions: all of them come in one module. @param {URL} address whose hash names the widget */
async function ownDefinition(address) {
  const name = address.hash.slice(1);
  address.hash = "";
  return (await importModule(address.href))["widgets"][name];
}

/**
 * The definition a module gives one model: an object, or made by its (async) default function.
 * @param {string} esm @param {unknown} identity the model's `_anywidget_id`
 */
async function definitionOf(esm, identity) {
  const address = typeof identity === "string" ? ownModules[identity] : undefined;
  if (address) return ownDefinition(new URL(address, location.href));
  const module = await importModule(esm);
  if (module["render"] && !module["default"]) return { render: module["render"] };
  const made = module["default"];
  return typeof made === "function" ? inTime(Promise.resolve(made()), "A widget's definition") : made;
}

/** The page's side of all widgets of one kernel. */
export class Manager {
  /** @type {Map<string, Promise<Model>>} */
  #models = new Map();
  /** @type {Map<string, Promise<unknown>>} messages to one model, handled in the order they came */
  #queues = new Map();
  /** @type {Kernel} */
  #kernel;
  /** @type {() => Promise<Runtime>} */
  #runtime;

  /** @param {Kernel} kernel @param {() => Promise<Runtime>} runtime */
  constructor(kernel, runtime) {
    this.#kernel = kernel;
    this.#runtime = runtime;
    this.listen(kernel);
  }

  /** @param {Kernel} kernel */
  listen(kernel) {
    this.#kernel = kernel;
    kernel.addEventListener("message", (event) => {
      this.#receive(/** @type {CustomEvent<Message>} */ (event).detail);
    });
  }

  /**
   * Ask the kernel for the state of all its widgets.
   * @param {number} [patience] milliseconds
   * @returns {Promise<Map<string, Snapshot>>}
   */
  states(patience = 30_000) {
    const kernel = this.#kernel;
    const comm_id = newId();
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        kernel.removeEventListener("message", answer);
        kernel.removeEventListener("close", lost);
        if (kernel.open) kernel.send("comm_close", { content: { comm_id, data: {} } });
      };
      const lost = () => {
        finish();
        reject(new Error("The connection was closed before the widgets' states came."));
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error("The kernel did not send the widgets' states in time."));
      }, patience);
      const answer = (/** @type {Event} */ event) => {
        const { header, content, buffers } = /** @type {CustomEvent<Message>} */ (event).detail;
        if (header["msg_type"] !== "comm_msg" || content["comm_id"] !== comm_id) return;
        const { method, states = {}, buffer_paths = [] } = content["data"];
        if (method !== "update_states") return;
        putBuffers(states, buffer_paths, buffers); // each path begins with the widget's id
        finish();
        resolve(new Map(Object.entries(states)));
      };
      kernel.addEventListener("message", answer);
      kernel.addEventListener("close", lost);
      const metadata = { version: "1.0.0" };
      kernel.send("comm_open", { content: { comm_id, target_name: CONTROL, data: {} }, metadata });
      kernel.send("comm_msg", { content: { comm_id, data: { method: "request_states" } }, metadata });
    });
  }

  /**
   * Build the models of a snapshot. All modules are imported before the first model is built: anywidget gives up on a
   * model whose module takes more than two seconds, and loses its messages for good.
   * @param {Map<string, Snapshot>} snapshots
   */
  build(snapshots) {
    const bridges = Promise.all(
      [...snapshots].map(async ([id, each]) => /** @type {const} */ ([id, await this.#prepare(each).catch(failed)])),
    ).then((pairs) => new Map(pairs));
    for (const [id, each] of snapshots) {
      if (this.#models.has(id)) continue;
      this.#register(id, bridges.then((ready) => this.#make(id, each, ready.get(id))));
    }
  }

  /** @param {string} id */
  has_model(id) {
    return this.#models.has(id);
  }

  /** @param {string} id an id, or a reference "IPY_MODEL_<id>" @returns {Promise<Model>} */
  get_model(id) {
    const key = id.replace(/^IPY_MODEL_/, "");
    return this.#models.get(key) ?? Promise.reject(new Error(`No widget has the id "${key}" in this page's kernel.`));
  }

  /** @param {Model} model @param {Json} [options] @returns {Promise<View>} */
  async create_view(model, options = {}) {
    const { AnyModel, AnyView } = await this.#runtime();
    const name = model.get("_model_name");
    if (!(model instanceof AnyModel)) {
      throw new Error(`Expected an anywidget; a "${name}" can only be shown by Voilà's own front end.`);
    }
    const view = new AnyView({ model, options });
    await view.render();
    return view;
  }

  /**
   * A tiny module that hands anywidget's runtime a definition we have already loaded.
   * @param {string} esm @param {unknown} identity the model's `_anywidget_id`
   * @returns {Promise<string>} the text for the runtime's `_esm`
   */
  async bridge(esm, identity) {
    const definition = await definitionOf(esm, identity);
    const key = newId();
    handedOver.set(key, () => {
      handedOver.delete(key);
      return definition;
    });
    Reflect.set(globalThis, "samlingHandedOver", handedOver);
    return `export default () => globalThis.samlingHandedOver.get("${key}")()`;
  }

  /** The same kernel through a new socket: what was changed here is sent, what was changed there is taken over. */
  async resume() {
    const snapshots = await this.states();
    for (const [id, arriving] of this.#models) {
      const model = await arriving.catch(() => null);
      const snapshot = snapshots.get(id);
      if (!model || !snapshot) continue;
      const { _esm, ...state } = snapshot.state;
      model.refresh(state);
      model.reconnected();
    }
    this.build(new Map([...snapshots].filter(([id]) => !this.#models.has(id))));
  }

  /** Forget all models: their kernel is gone, or another front end takes over. */
  async clear() {
    const all = [...this.#models.values()];
    this.#models.clear();
    for (const model of await Promise.allSettled(all)) if (model.status === "fulfilled") model.value.close(true);
  }

  /** @param {Snapshot} snapshot @returns {Promise<string | undefined>} */
  async #prepare({ model_module, state }) {
    if (model_module !== "anywidget") return undefined;
    const [bridge] = await Promise.all([this.bridge(state["_esm"] ?? "", state["_anywidget_id"]), this.#runtime()]);
    return bridge;
  }

  /** @param {string} id @param {Snapshot} snapshot @param {string | Failed | undefined} bridge @returns {Promise<Model>} */
  async #make(id, { model_module, state }, bridge) {
    if (bridge instanceof Failed) throw bridge.error;
    const kernel = () => this.#kernel;
    /** @type {import("./models.js").Comm} */
    const comm = {
      send(data, buffers = [], onIdle = () => undefined) {
        const content = { comm_id: id, data };
        return kernel().send("comm_msg", { content, buffers, onIdle, metadata: { version: "2.1.0" } });
      },
      close() {
        kernel().send("comm_close", { content: { comm_id: id, data: {} } });
      },
    };
    const options = { model_id: id, comm, widget_manager: this };
    if (model_module !== "anywidget") return new Model(state, options);
    const { AnyModel } = await this.#runtime();
    return new AnyModel(state, bridge === undefined ? options : { ...options, esm: bridge });
  }

  /** @param {string} id @param {Promise<Model>} arriving */
  #register(id, arriving) {
    this.#models.set(id, arriving);
    this.#queues.set(id, arriving.catch(() => null));
    arriving.catch(() => undefined); // said where the widget is to be shown
  }

  /** @param {Message} message */
  #receive({ header, content, ...rest }) {
    const id = content["comm_id"];
    if (header["msg_type"] === "comm_open" && content["target_name"] === WIDGET && !this.#models.has(id)) {
      const { state, buffer_paths = [] } = content["data"];
      putBuffers(state, buffer_paths, rest.buffers);
      this.build(new Map([[id, { model_name: state._model_name, model_module: state._model_module, state }]]));
    }
    const arriving = this.#models.get(id);
    if (!arriving) return;
    if (header["msg_type"] === "comm_msg") {
      const handled = (this.#queues.get(id) ?? Promise.resolve()).then(async () => {
        const model = await arriving;
        await model._handle_comm_msg({ header, content, ...rest });
      });
      this.#queues.set(id, handled.catch((error) => console.warn("A widget's message could not be handled.", error)));
    }
    if (header["msg_type"] === "comm_close") {
      this.#models.delete(id);
      void arriving.then((model) => model.close(true), () => undefined);
    }
  }
}

/** A module that could not be loaded: kept, so that the other widgets go on. */
class Failed {
  /** @param {unknown} error */
  constructor(error) {
    this.error = error;
  }
}

/** @param {unknown} error */
const failed = (error) => new Failed(error);
