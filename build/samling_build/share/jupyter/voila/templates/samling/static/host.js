// @ts-check
/**
 * The host for anywidgets: connects to the page's kernel, mounts the widgets, and brings them back when the
 * connection or the kernel is lost. Tells the page by `samling:connection` {state: "lost" | "restored"} and `samling:host` {state}.
 *
 * @typedef {import("./kernel.js").Json} Json
 */
import { ConnectionFault, KERNEL_CLOSED, KERNEL_DEAD, Kernel, TOO_MANY_PAGES, newId } from "./kernel.js";
import { Manager, loadRuntime } from "./manager.js";
import { holdsForeignText, mountsIn, outputsIn, widgetId } from "./mount.js";
import { OF_ITSELF, tellPresence, whoIsIn } from "./presence.js";

const BACKOFF = [1, 2, 4, 8, 15].map((seconds) => seconds * 1000);
const PING_EVERY = 15_000;
const PING_PATIENCE = 5_000;
/** So many times a living kernel may keep silent before the page asks for a new one. */
const SILENCES = 2;
/** How often a page whose reader is signed out looks whether that reader is in again. */
const LOOK_EVERY = 15_000;

/** @param {string} id @param {Document} [page] @returns {Json} */
const jsonOf = (id, page = document) => JSON.parse(page.getElementById(id)?.textContent ?? "{}");

/** @param {string} name @param {string} state */
const tell = (name, state) => document.dispatchEvent(new CustomEvent(name, { detail: { state } }));

/** A page that nobody sees takes no kernel. @returns {Promise<unknown>} */
const visible = () =>
  document.hidden
    ? new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }))
    : Promise.resolve();

/** The page was answered, but holds no kernel: the visit has ended, or the server says no. */
class NoKernel extends Error {}

/** What the reader has typed and the server has not: it must neither vanish nor be saved as somebody else's. */
const holdsUnsaved = () => document.documentElement.dataset["unsaved"] !== undefined || holdsForeignText(document);

class Host {
  #config = jsonOf("jupyter-config-data");
  #page = jsonOf("samling-page");
  #session = newId();
  #mounts = mountsIn(document);
  /** @type {Kernel | null} */
  #kernel = null;
  /** @type {Manager | null} */
  #manager = null;
  /** @type {ReturnType<typeof loadRuntime> | null} */
  #runtime = null;
  #losing = false;
  #leaving = false;
  #handedOver = false;
  #silences = 0;
  /** When a form of the page was last sent. */
  #sent = -Infinity;
  /** @type {() => void} ends a wait between two attempts */
  #hurry = () => undefined;

  async start() {
    for (const mount of this.#mounts) mount.showPlain();
    this.#watch();
    if (this.#seat) tellPresence(this.#page["baseUrl"]);
    if (!this.#mounts.some((mount) => widgetId(mount.output) !== undefined)) return this.#mounted();
    if (!this.#config["kernelId"]) return tell("samling:host", "no-kernel");
    try {
      await this.#connect();
      await this.#begin();
    } catch (error) {
      await this.#lost(error instanceof ConnectionFault ? error.code : 0);
    }
  }

  /** @returns {string} opaque; empty where nobody signs in (the plain voila command) */
  get #seat() {
    return this.#page["seat"] ?? "";
  }

  async #connect() {
    const { baseUrl, kernelId } = this.#config;
    const kernel = await Kernel.open(baseUrl, kernelId, this.#session);
    this.#kernel = kernel;
    kernel.addEventListener("close", (event) => {
      if (kernel === this.#kernel) void this.#lost(/** @type {CustomEvent<number>} */ (event).detail);
    });
    return kernel;
  }

  /** First mounting, and each later one on a new kernel: the old views stay until the new ones stand. */
  async #begin() {
    const kernel = this.#kernel;
    if (!kernel) throw new Error("Expected an open kernel.");
    const before = this.#manager;
    const manager = new Manager(kernel, () => (this.#runtime ??= this.#loadRuntime()));
    const snapshots = await manager.states();
    const shown = this.#mounts.map((mount) => widgetId(mount.output)).filter((id) => id !== undefined);
    if (shown.some((id) => snapshots.has(id) && snapshots.get(id)?.model_module !== "anywidget")) return this.#handOver();
    this.#manager = manager;
    manager.build(snapshots);
    const fault = this.#say(
      "This part could not be opened. What you have saved is safe. Try to load the page again.",
    );
    await Promise.all(this.#mounts.map((mount) => mount.show(manager, fault)));
    await before?.clear();
    this.#mounted();
  }

  #mounted() {
    document.documentElement.classList.add("mounted");
    tell("samling:host", "mounted");
  }

  #loadRuntime() {
    const source = document.getElementById("anywidget-runtime")?.textContent ?? "";
    const url = this.#page["anywidget"];
    const loading = loadRuntime(url ? { url: new URL(url, location.href).href } : { source });
    loading.catch(() => (this.#runtime = null)); // to be tried again
    return loading;
  }

  async #handOver() {
    this.#handedOver = true;
    const kernel = this.#kernel;
    this.#kernel = null;
    kernel?.close();
    for (const mount of this.#mounts) mount.remove();
    tell("samling:host", "handed-over");
    const { handOver } = await import("./handover.js");
    await handOver(this.#config["fullStaticUrl"]);
  }

  /** @param {number} code */
  async #lost(code) {
    if (this.#losing || this.#handedOver || this.#leaving) return;
    this.#losing = true;
    tell("samling:connection", "lost");
    let out = false;
    let dead = [KERNEL_DEAD, KERNEL_CLOSED, TOO_MANY_PAGES].includes(code);
    // Pages that take each other's kernels would go on doing so: this one waits until the reader asks for it.
    if (code === TOO_MANY_PAGES) await this.#asked();
    for (let attempt = 0; ; attempt += 1) {
      try {
        await visible();
        if (!dead && (await this.#kernelIsGone())) dead = true;
        if (dead && !(await this.#readerIsIn())) {
          out = true;
          continue;
        }
        if (out) tell("samling:host", "signed-in");
        out = false;
        await (dead ? this.#anew() : this.#again());
        break;
      } catch (error) {
        if (error instanceof NoKernel) {
          this.#losing = false;
          return void tell("samling:host", "no-kernel");
        }
        if (error instanceof ConnectionFault && error.code === KERNEL_DEAD) dead = true;
        await this.#wait(BACKOFF[Math.min(attempt, BACKOFF.length - 1)] ?? 15_000);
      }
    }
    this.#losing = false;
    this.#silences = 0;
    if (!this.#handedOver) tell("samling:connection", "restored");
  }

  /**
   * Whether the reader whose page this is may go on. Somebody else's page is never taken up: what was typed here would be
   * saved as theirs. With nothing unsaved the page is left; with something unsaved it waits to be looked at again.
   */
  async #readerIsIn() {
    if (!this.#seat) return true;
    const who = await whoIsIn(this.#page["baseUrl"], this.#seat);
    if (who === "same") return true;
    if (holdsUnsaved()) tell("samling:host", who === "out" ? "signed-out" : "another-reader");
    else this.#goAway(who);
    await this.#looked();
    return false;
  }

  /** @param {"out" | "other"} who */
  #goAway(who) {
    // The reader has just signed out here: the answer to that is on its way.
    if (performance.now() - this.#sent < LOOK_EVERY) return;
    this.#leaving = true;
    const { baseUrl, address } = this.#page;
    const next = new URLSearchParams({ next: address });
    location.replace(who === "out" ? `${baseUrl}join?${next}` : baseUrl);
  }

  /** The reader comes back to this window, or some time has passed. */
  async #looked() {
    const coming = new AbortController();
    const { signal } = coming;
    await Promise.race([
      new Promise((resolve) => addEventListener("focus", resolve, { signal })),
      new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { signal })),
      this.#wait(LOOK_EVERY),
    ]);
    coming.abort();
  }

  #asked() {
    tell("samling:host", "paused");
    return new Promise((resolve) => document.addEventListener("samling:resume", resolve, { once: true }));
  }

  /** Throws while the network is gone. */
  async #kernelIsGone() {
    if (this.#silences >= SILENCES) return true;
    const { baseUrl, kernelId } = this.#config;
    const answer = await fetch(`${baseUrl}api/kernels/${kernelId}`, { cache: "no-store", signal: AbortSignal.timeout(PING_PATIENCE) });
    return !answer.ok;
  }

  /** The same kernel through a new socket. */
  async #again() {
    const kernel = await this.#connect();
    this.#manager?.listen(kernel); // at once: the server replays what was missed
    if (!(await kernel.ping(PING_PATIENCE))) {
      this.#silences += 1;
      throw this.#giveUp(kernel);
    }
    if (!this.#manager) return this.#begin();
    await this.#manager.resume();
  }

  /** A new kernel: the page is fetched anew in the background, and its outputs take the old ones' places. */
  async #anew() {
    const address = this.#page["address"] ?? location.href;
    const answer = await fetch(address, { cache: "no-store", headers: { Accept: "text/html", ...OF_ITSELF } });
    if (answer.status >= 500) throw new Error(`The server answered ${answer.status}.`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const config = jsonOf("jupyter-config-data", page);
    const outputs = outputsIn(page);
    // Signed out, or somebody else signed in, since it was asked: ask again.
    if (this.#seat && jsonOf("samling-page", page)["seat"] !== this.#seat) throw new Error("The page is another's.");
    if (!config["kernelId"] || outputs.length !== this.#mounts.length) throw new NoKernel("The page holds no kernel.");
    this.#config = config;
    this.#session = newId();
    this.#silences = 0;
    this.#mounts.forEach((mount, index) => (mount.output = outputs[index] ?? {}));
    const kernel = await this.#connect();
    try {
      await this.#begin();
    } catch (error) {
      throw this.#giveUp(kernel, error);
    }
  }

  /** @param {Kernel} kernel @param {unknown} [error] */
  #giveUp(kernel, error = new Error("The kernel does not answer.")) {
    if (this.#kernel === kernel) this.#kernel = null;
    kernel.close();
    return error;
  }

  /** @param {number} time milliseconds */
  #wait(time) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
  }

  /** Is the connection alive? A lost network or a hung kernel shows nothing by itself. */
  async #check() {
    const kernel = this.#kernel;
    if (this.#losing) return this.#hurry();
    if (!kernel || this.#handedOver) return undefined;
    if (await kernel.ping(PING_PATIENCE)) return undefined;
    if (kernel === this.#kernel && kernel.open) kernel.close();
    return undefined;
  }

  #watch() {
    setInterval(() => {
      const quiet = performance.now() - (this.#kernel?.heard ?? 0) >= PING_EVERY;
      if (quiet && !document.hidden && !this.#losing) void this.#check();
    }, PING_EVERY);
    addEventListener("submit", () => (this.#sent = performance.now()));
    addEventListener("online", () => void this.#check());
    addEventListener("offline", () => void this.#check());
    addEventListener("pageshow", (event) => {
      if (event.persisted) void this.#comeBack();
    });
    addEventListener("pagehide", (event) => this.#leave(event.persisted));
    document.addEventListener("visibilitychange", () => document.hidden || void this.#check());
  }

  /** The browser shows a page it had put away: its reader may be signed out by now. */
  async #comeBack() {
    this.#leaving = false;
    if (this.#losing) return this.#hurry();
    const who = this.#seat ? await whoIsIn(this.#page["baseUrl"], this.#seat).catch(() => "same") : "same";
    return who === "same" ? this.#check() : this.#lost(KERNEL_CLOSED);
  }

  /**
   * The page closes: its kernel is shut down, unless the browser may bring the page back, or something is on its way to
   * be saved (the shutdown could overtake it; the server culls that kernel later).
   * @param {boolean} kept
   */
  #leave(kept) {
    if (this.#handedOver) return; // Voilà's own front end sends its own
    this.#leaving = !kept;
    const { baseUrl, kernelId } = this.#config;
    const xsrf = /\b_xsrf=([^;]*)/.exec(document.cookie)?.[1];
    if (kept || !kernelId || !xsrf || document.documentElement.dataset["unsaved"] !== undefined) return;
    const form = new FormData();
    form.append("_xsrf", xsrf);
    navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`, form);
  }

  /** @param {string} text */
  #say(text) {
    return this.#page["strings"]?.[text] ?? text;
  }
}

void new Host().start();
