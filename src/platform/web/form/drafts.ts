/** Keeps what is typed: in memory at once, on the server after a pause. Made once per person at work. */
export interface DraftServer {
  keep(key: string, body: unknown): Promise<unknown>;
  read(key: string): Promise<unknown>;
  drop(key: string): Promise<unknown>;
}

interface Held {
  body: unknown;
  /** Not yet with the server. */
  unsent: boolean;
  timer?: ReturnType<typeof setTimeout> | undefined;
  /** Calls for one key go one after the other, so that an older text never overwrites a newer one. */
  sent: Promise<unknown>;
}

export class Drafts {
  private readonly server: DraftServer;
  private readonly pauseMs: number;
  private readonly held = new Map<string, Held>();
  /** What is being given up: whoever looks for it meanwhile would be told what was saved a moment ago. */
  private readonly dropped = new Map<string, Promise<unknown>>();

  constructor(server: DraftServer, pauseMs = 800) {
    this.server = server;
    this.pauseMs = pauseMs;
  }

  /** What was typed at this screen, without asking the server. */
  inMemory(key: string): unknown {
    return this.held.get(key)?.body;
  }

  /** What was typed here or, at another screen or before a reload, what the server kept. */
  async find(key: string): Promise<unknown> {
    const here = this.held.get(key);
    if (here) return here.body;
    await this.dropped.get(key);
    const kept = await this.server.read(key).catch(() => undefined);
    return this.held.get(key)?.body ?? kept;
  }

  keep(key: string, body: unknown): void {
    const held = this.held.get(key) ?? { body, unsent: true, sent: Promise.resolve() };
    held.body = body;
    held.unsent = true;
    clearTimeout(held.timer);
    held.timer = setTimeout(() => this.flush(key), this.pauseMs);
    this.held.set(key, held);
  }

  /** Sends now what waits: the form is being left. */
  flush(key: string): void {
    const held = this.held.get(key);
    if (!held?.unsent) return;
    clearTimeout(held.timer);
    const { body } = held;
    const send = async () => {
      await this.server.keep(key, body);
      if (held.body === body) held.unsent = false;
    };
    // A draft that cannot be sent is still in memory; the next keystroke, or her return, sends it again.
    held.sent = held.sent.then(send).catch(() => undefined);
  }

  /** While it is being saved nothing of it is sent, or it would come after the save and outlive it. */
  async rest(key: string): Promise<void> {
    const held = this.held.get(key);
    clearTimeout(held?.timer);
    await held?.sent;
  }

  /** It was not saved: what waited is sent after the pause, as before. */
  goOn(key: string): void {
    const held = this.held.get(key);
    if (held?.unsent) this.keep(key, held.body);
  }

  /** It was saved, and the server gave it up in the same commit. */
  forget(key: string): void {
    clearTimeout(this.held.get(key)?.timer);
    this.held.delete(key);
  }

  /** Sends all that waits; resolves when it has been tried. For the moment before a lock or a change of person. */
  async flushAll(): Promise<void> {
    for (const key of this.held.keys()) this.flush(key);
    await Promise.all([...this.held.values()].map((held) => held.sent));
  }

  async drop(key: string): Promise<void> {
    const held = this.held.get(key);
    clearTimeout(held?.timer);
    this.held.delete(key);
    const gone = (held?.sent ?? Promise.resolve())
      .then(() => this.server.drop(key))
      .catch(() => undefined)
      .then(() => {
        if (this.dropped.get(key) === gone) this.dropped.delete(key);
      });
    this.dropped.set(key, gone);
    await gone;
  }
}
