/** Whose session a store belongs to. Ids only: this part lies in clear. */
export interface Owner {
  staffId: string;
  clinicId: string;
  /** When the session ends, ISO-8601. */
  until: string;
}

interface KeyRecord {
  owner: Owner;
  /** Told apart from the key of a store that was emptied meanwhile. */
  id: string;
  /** AES-GCM, not extractable: no script ever holds its bytes. */
  key: CryptoKey;
}

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

const keys = 'keys';
const kept = 'kept';

/**
 * What a browser keeps of one session for the time without a connection: encrypted, of one person, and gone with the
 * session. Decision 11 says against whom that helps.
 */
export class Vault {
  private readonly factory: IDBFactory;
  private readonly now: () => number;
  private readonly name: string;
  private readonly watchers = new Set<() => void>();

  constructor(factory: IDBFactory, now: () => number = () => Date.now(), name = 'serambi-offline') {
    this.factory = factory;
    this.now = now;
    this.name = name;
  }

  /** Hears that everything is gone. */
  onEmptied(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Opens the store for a session. What is another person's, or of a session that is over, is emptied before. */
  async open(owner: Owner): Promise<void> {
    const before = await this.record();
    const same = before?.owner.staffId === owner.staffId && before.owner.clinicId === owner.clinicId;
    if (before && !same) await this.empty();
    const { id, key } = before && same ? before : await newKey();
    await this.inStores('readwrite', (tx) => {
      tx.objectStore(keys).put({ owner, id, key } satisfies KeyRecord, 'key');
    });
  }

  /** Whose it is; undefined where there is none, or its session is over. */
  async owner(): Promise<Owner | undefined> {
    return (await this.record())?.owner;
  }

  /** Keeps a JSON-safe value under a name. Without an open session nothing is kept. */
  async keep(name: string, value: unknown): Promise<void> {
    const record = await this.record();
    if (!record) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(value));
    const bytes = await crypto.subtle.encrypt({ ...aes(iv, record, name) }, record.key, text);
    await this.inStores('readwrite', (tx) => {
      const look = tx.objectStore(keys).get('key');
      look.onsuccess = () => {
        // emptied while it was being sealed: then it is nobody's any more
        if ((look.result as KeyRecord | undefined)?.id !== record.id) return;
        tx.objectStore(kept).put({ iv, bytes } satisfies Sealed, name);
      };
    });
  }

  /** @returns undefined where nothing is kept, and for whatever this session's key does not open */
  async read(name: string): Promise<unknown> {
    const record = await this.record();
    if (!record) return undefined;
    const sealed = await this.get<Sealed>(kept, name);
    if (!sealed) return undefined;
    try {
      const text = await crypto.subtle.decrypt({ ...aes(sealed.iv, record, name) }, record.key, sealed.bytes);
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      return undefined;
    }
  }

  /** The key goes with what it sealed: what a disk still holds of it afterwards is noise. */
  async empty(): Promise<void> {
    await this.inStores('readwrite', (tx) => {
      tx.objectStore(keys).clear();
      tx.objectStore(kept).clear();
    });
    for (const watcher of this.watchers) watcher();
  }

  private async record(): Promise<KeyRecord | undefined> {
    const record = await this.get<KeyRecord>(keys, 'key');
    if (!record || Date.parse(record.owner.until) > this.now()) return record;
    await this.empty();
    return undefined;
  }

  private async get<T>(store: string, name: string): Promise<T | undefined> {
    let asked: IDBRequest<T> | undefined;
    await this.inStores('readonly', (tx) => {
      asked = tx.objectStore(store).get(name);
    });
    return asked?.result;
  }

  private async inStores(mode: IDBTransactionMode, act: (tx: IDBTransaction) => void): Promise<void> {
    const database = await this.database();
    try {
      await new Promise<void>((resolve, reject) => {
        const tx = database.transaction([keys, kept], mode);
        tx.oncomplete = () => resolve();
        tx.onabort = () => reject(tx.error);
        act(tx);
      });
    } finally {
      database.close();
    }
  }

  private database(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const opening = this.factory.open(this.name, 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore(keys);
        opening.result.createObjectStore(kept);
      };
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
  }
}

async function newKey(): Promise<{ id: string; key: CryptoKey }> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return { id: crypto.randomUUID(), key };
}

/** Bound to person, clinic and name: one record does not pass for another. */
function aes(iv: Uint8Array<ArrayBuffer>, { owner }: KeyRecord, name: string): AesGcmParams {
  const additionalData = new TextEncoder().encode(`${owner.clinicId} ${owner.staffId} ${name}`);
  return { name: 'AES-GCM', iv, additionalData };
}
