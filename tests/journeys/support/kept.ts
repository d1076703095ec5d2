import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Everything that the browser's database for the time without a connection holds, as it lies there. */
export async function keptBytes(page: Page): Promise<{ records: number; text: string }> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('serambi-offline'));
    const all: object[] = [];
    for (const store of database.objectStoreNames)
      all.push(...(await done(database.transaction(store).objectStore(store).getAll())));
    database.close();
    const text = all
      .flatMap((one) => Object.values(one))
      .map((part) =>
        part instanceof ArrayBuffer || ArrayBuffer.isView(part)
          ? new TextDecoder('latin1').decode(part as ArrayBuffer)
          : JSON.stringify(part),
      );
    return { records: all.length, text: text.join('\n') };
  });
}

/** Waits until a reload without a connection would find the page with Today in it, and the board upon it. */
export async function waitUntilKept(page: Page): Promise<void> {
  const names = () =>
    page.evaluate(async () => {
      const cache = await caches.open('serambi-shell');
      return (await cache.keys()).map((one) => new URL(one.url).pathname).join(' ');
    });
  await expect.poll(names, { timeout: 30_000 }).toMatch(/\/Board-.* \/shell|\/shell.*\/Board-/);
  await expect.poll(async () => (await keptBytes(page)).records, { timeout: 30_000 }).toBeGreaterThan(2);
}

/** All that the shell's cache holds, as text. */
export async function cachedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const cache = await caches.open('serambi-shell');
    const answers = await Promise.all((await cache.keys()).map((one) => cache.match(one)));
    return (await Promise.all(answers.map((one) => one?.text() ?? ''))).join('\n');
  });
}
