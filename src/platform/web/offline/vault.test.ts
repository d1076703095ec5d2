import { IDBFactory } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { type Owner, Vault } from './vault.ts';

const ayu: Owner = { staffId: 'staff-ayu', clinicId: 'clinic-a', until: '2026-03-09T14:00:00Z' };
const budi: Owner = { ...ayu, staffId: 'staff-budi' };
const board = { rows: [{ patient: { name: 'Citra Kirana', birthDate: '1990-05-08' }, reason: 'batuk' }] };

function openVault() {
  const factory = new IDBFactory();
  const time = { now: '2026-03-09T02:00:00Z' };
  const now = () => Date.parse(time.now);
  return { factory, time, vault: new Vault(factory, now), again: () => new Vault(factory, now) };
}

/** Everything that lies in the browser's database, as it lies there. */
async function bytesOf(factory: IDBFactory): Promise<{ text: string; records: unknown[] }> {
  const opening = factory.open('serambi-offline');
  const database = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
  const records: unknown[] = [];
  for (const store of database.objectStoreNames) {
    const all = database.transaction(store).objectStore(store).getAll();
    await new Promise((resolve) => {
      all.onsuccess = resolve;
    });
    records.push(...all.result);
  }
  database.close();
  const text = records
    .flatMap((one) => Object.values(one as object))
    .map((part) =>
      part instanceof ArrayBuffer || ArrayBuffer.isView(part)
        ? Buffer.from(part as ArrayBuffer).toString('latin1')
        : JSON.stringify(part),
    )
    .join('\n');
  return { text, records };
}

it('A reload finds what was kept; what lies on the disk holds no name, no date and no reason', async () => {
  const { factory, vault, again } = openVault();
  await vault.open(ayu);
  await vault.keep('board', board);
  expect(await again().read('board')).toEqual(board);
  const { text, records } = await bytesOf(factory);
  expect(records).toHaveLength(2);
  expect(text.length).toBeGreaterThan(100);
  for (const word of ['Citra', 'Kirana', '1990', 'batuk', 'rows']) expect(text).not.toContain(word);
});

it('The key cannot be taken out, and each value has a beginning of its own', async () => {
  const { factory, vault } = openVault();
  await vault.open(ayu);
  await vault.keep('board', board);
  await vault.keep('again', board);
  const { records } = await bytesOf(factory);
  const { key } = records.find((one) => 'key' in (one as object)) as { key: CryptoKey };
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  const [one, two] = records.filter((record) => 'iv' in (record as object)) as { iv: Uint8Array }[];
  expect(one?.iv).toHaveLength(12);
  expect(Buffer.from(one?.iv ?? []).equals(Buffer.from(two?.iv ?? []))).toBe(false);
});

it('Emptied at sign-out, nothing is left of it, the key neither', async () => {
  const { factory, vault } = openVault();
  let heard = 0;
  vault.onEmptied(() => {
    heard += 1;
  });
  await vault.open(ayu);
  await vault.keep('board', board);
  await vault.empty();
  expect(heard).toBe(1);
  expect((await bytesOf(factory)).records).toEqual([]);
  expect(await vault.read('board')).toBeUndefined();
  await vault.keep('board', board);
  expect((await bytesOf(factory)).records).toEqual([]);
});

it('Another person finds nothing of the one before, and gets a key of her own', async () => {
  const { vault } = openVault();
  await vault.open(ayu);
  await vault.keep('board', board);
  await vault.open(budi);
  expect(await vault.read('board')).toBeUndefined();
  await vault.open(ayu);
  expect(await vault.read('board')).toBeUndefined();
  await vault.open({ ...ayu, clinicId: 'clinic-b' });
  expect(await vault.owner()).toMatchObject({ clinicId: 'clinic-b' });
});

it('The same person goes on with what she had, and is at the end of her session without it', async () => {
  const { factory, time, vault } = openVault();
  await vault.open(ayu);
  await vault.keep('board', board);
  await vault.open(ayu);
  expect(await vault.read('board')).toEqual(board);
  time.now = '2026-03-09T13:59:59Z';
  expect(await vault.read('board')).toEqual(board);
  time.now = '2026-03-09T14:00:00Z';
  expect(await vault.read('board')).toBeUndefined();
  expect(await vault.owner()).toBeUndefined();
  expect((await bytesOf(factory)).records).toEqual([]);
});

it('What was being sealed while it was emptied is not kept', async () => {
  const { factory, vault } = openVault();
  await vault.open(ayu);
  await Promise.all([vault.keep('board', board), vault.empty()]);
  expect((await bytesOf(factory)).records).toEqual([]);
});

it('A record under another name is not opened', async () => {
  const { factory, vault } = openVault();
  await vault.open(ayu);
  await vault.keep('board', board);
  const opening = factory.open('serambi-offline');
  const database = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
  const store = database.transaction('kept', 'readwrite').objectStore('kept');
  const got = store.get('board');
  await new Promise<void>((resolve) => {
    got.onsuccess = () => {
      store.put(got.result, 'acts').onsuccess = () => resolve();
    };
  });
  database.close();
  expect(await vault.read('acts')).toBeUndefined();
  expect(await vault.read('board')).toEqual(board);
});
