// @ts-check
/**
 * The kernel's WebSocket, subprotocol v1 only: frames with buffers, comms, and a ping.
 *
 * A frame is a little-endian count, that many offsets (u64), then channel, header, parent header, metadata,
 * content and the buffers, each ending where the next begins.
 *
 * @typedef {Record<string, any>} Json
 * @typedef {ArrayBuffer | ArrayBufferView} Binary
 * @typedef {{channel: string, header: Json, parent_header: Json, metadata: Json, content: Json, buffers: DataView[]}} Message
 * @typedef {{content?: Json, channel?: string, metadata?: Json, buffers?: Binary[], onIdle?: () => void}} Sending
 */

export const PROTOCOL = "v1.kernel.websocket.jupyter.org";
/** Closed by our server's watcher: the kernel's process is gone. */
export const KERNEL_DEAD = 4001;
/** Closed by our server: the same reader has opened so many pages that this one's kernel had to go. */
export const TOO_MANY_PAGES = 4002;
/** Closed by our server: the kernel was shut down. */
export const KERNEL_CLOSED = 4003;
const SILENT = 4008;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An id that also works on a plain-http address on the local network, where crypto.randomUUID is missing. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Binary} part @returns {Uint8Array} */
const bytesOf = (part) =>
  part instanceof ArrayBuffer ? new Uint8Array(part) : new Uint8Array(part.buffer, part.byteOffset, part.byteLength);

/**
 * @param {Omit<Message, "buffers"> & {buffers?: Binary[]}} message
 * @returns {ArrayBuffer}
 */
export function encodeFrame({ channel, header, parent_header, metadata, content, buffers = [] }) {
  const json = [header, parent_header, metadata, content].map((part) => encoder.encode(JSON.stringify(part)));
  const parts = [encoder.encode(channel), ...json, ...buffers.map(bytesOf)];
  const count = parts.length + 1;
  const start = 8 * (count + 1);
  const frame = new Uint8Array(start + parts.reduce((sum, part) => sum + part.length, 0));
  const view = new DataView(frame.buffer);
  view.setBigUint64(0, BigInt(count), true);
  let end = start;
  view.setBigUint64(8, BigInt(end), true);
  parts.forEach((part, index) => {
    frame.set(part, end);
    end += part.length;
    view.setBigUint64(8 * (index + 2), BigInt(end), true);
  });
  return frame.buffer;
}

/** @param {ArrayBuffer} frame @returns {Message} */
export function decodeFrame(frame) {
  const view = new DataView(frame);
  const count = Number(view.getBigUint64(0, true));
  const offsets = Array.from({ length: count }, (_, index) => Number(view.getBigUint64(8 * (index + 1), true)));
  const parts = offsets.slice(1).map((end, index) => frame.slice(offsets[index], end));
  const text = parts.slice(0, 5).map((part) => decoder.decode(part));
  const [header, parent_header, metadata, content] = text.slice(1).map((part) => JSON.parse(part || "{}"));
  return {
    channel: text[0] ?? "",
    header,
    parent_header,
    metadata,
    content,
    buffers: parts.slice(5).map((part) => new DataView(part)),
  };
}

/**
 * One open socket to one kernel. Events: "message" (detail: Message) for everything on iopub, "close" (detail: code).
 */
export class Kernel extends EventTarget {
  /** @type {Map<string, () => void>} */
  #idle = new Map();
  /** @type {Map<string, (message: Message) => void>} */
  #replies = new Map();
  #closed = false;

  /**
   * @param {WebSocket} socket
   * @param {string} session
   */
  constructor(socket, session) {
    super();
    this.socket = socket;
    this.session = session;
    this.heard = performance.now();
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", (event) => this.#end(event.code));
  }

  /**
   * @param {string} baseUrl the server's base address, ending with "/"
   * @param {string} id the kernel's id
   * @param {string} session the same over reconnections: the server then replays what was missed
   * @param {number} patience milliseconds
   * @returns {Promise<Kernel>}
   */
  static open(baseUrl, id, session, patience = 10_000) {
    const url = new URL(`${baseUrl}api/kernels/${encodeURIComponent(id)}/channels`, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.searchParams.set("session_id", session);
    const socket = new WebSocket(url, [PROTOCOL]);
    socket.binaryType = "arraybuffer";
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        socket.close();
        reject(new ConnectionFault("The kernel's socket did not open in time.", SILENT));
      }, patience);
      socket.addEventListener("close", (event) => {
        clearTimeout(timer);
        reject(new ConnectionFault("The kernel's socket was closed.", event.code));
      });
      socket.addEventListener("open", () => {
        clearTimeout(timer);
        resolve(new Kernel(socket, session));
      });
    });
  }

  get open() {
    return !this.#closed && this.socket.readyState === WebSocket.OPEN;
  }

  /**
   * Send one message. While the socket is closed nothing is sent and `onIdle` never runs: whoever waits for an
   * acknowledgement has a time-out of its own.
   *
   * @param {string} type
   * @param {Sending} [sending]
   * @returns {string} the message's id
   */
  send(type, { content = {}, channel = "shell", metadata = {}, buffers = [], onIdle } = {}) {
    const id = newId();
    if (!this.open) return id;
    if (onIdle) this.#idle.set(id, onIdle);
    const date = new Date().toISOString();
    const header = { msg_id: id, msg_type: type, session: this.session, username: "", date, version: "5.4" };
    this.socket.send(encodeFrame({ channel, header, parent_header: {}, metadata, content, buffers }));
    return id;
  }

  /**
   * Does the kernel answer? The control channel answers also while a cell or a callback is running.
   * @param {number} patience milliseconds
   * @returns {Promise<boolean>}
   */
  ping(patience) {
    if (!this.open) return Promise.resolve(false);
    const id = this.send("kernel_info_request", { channel: "control" });
    return new Promise((resolve) => {
      const finish = (/** @type {boolean} */ answered) => {
        clearTimeout(timer);
        this.#replies.delete(id);
        resolve(answered);
      };
      const timer = setTimeout(() => finish(false), patience);
      this.#replies.set(id, () => finish(true));
    });
  }

  /** Close at once, also when the network is gone and no closing frame can come back. */
  close(code = SILENT) {
    this.socket.close();
    this.#end(code);
  }

  /** @param {ArrayBuffer} frame */
  #receive(frame) {
    if (this.#closed) return;
    this.heard = performance.now();
    const message = decodeFrame(frame);
    const parent = message.parent_header["msg_id"];
    this.#replies.get(parent)?.(message);
    if (message.channel !== "iopub") return;
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
    if (message.header["msg_type"] === "status" && message.content["execution_state"] === "idle") {
      const onIdle = this.#idle.get(parent);
      this.#idle.delete(parent);
      onIdle?.();
    }
  }

  /** @param {number} code */
  #end(code) {
    if (this.#closed) return;
    this.#closed = true;
    this.dispatchEvent(new CustomEvent("close", { detail: code }));
  }
}

/** A socket that could not be opened, or was closed. */
export class ConnectionFault extends Error {
  /** @param {string} message @param {number} code */
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}
