import { expect, it } from 'vitest';
import { type DraftServer, Drafts } from './drafts.ts';

/** A server on the other side of a wire that can be cut. */
function otherSide() {
  const kept = new Map<string, unknown>();
  const calls: unknown[] = [];
  const line = { up: true };
  const onLine = async <T>(act: () => T) => {
    if (!line.up) throw new Error('cut');
    return act();
  };
  const server: DraftServer = {
    keep: (key, body) =>
      onLine(() => {
        calls.push(body);
        kept.set(key, body);
      }),
    read: (key) => onLine(() => kept.get(key)),
    drop: (key) => onLine(() => kept.delete(key)),
  };
  return { server, kept, calls, line };
}

const never = 1_000_000;

it('What is typed is in memory at once, and one sending carries the latest', async () => {
  const { server, kept, calls } = otherSide();
  const drafts = new Drafts(server, never);
  for (const body of ['S', 'Si', 'Siti']) drafts.keep('form', body);
  expect(drafts.inMemory('form')).toBe('Siti');
  expect(calls).toEqual([]);
  await drafts.flushAll();
  expect(calls).toEqual(['Siti']);
  expect(kept.get('form')).toBe('Siti');
});

it('A draft that could not be sent waits, and is sent when she returns', async () => {
  const { server, kept, line } = otherSide();
  const drafts = new Drafts(server, never);
  line.up = false;
  drafts.keep('form', 'typed while the line was cut');
  await drafts.flushAll();
  expect(kept.size).toBe(0);
  line.up = true;
  await drafts.flushAll();
  expect(kept.get('form')).toBe('typed while the line was cut');
});

it('What lies here counts before what the server kept', async () => {
  const { server, kept } = otherSide();
  kept.set('form', 'from another screen');
  const drafts = new Drafts(server, never);
  expect(await drafts.find('form')).toBe('from another screen');
  drafts.keep('form', 'typed here');
  expect(await drafts.find('form')).toBe('typed here');
});

it('A saved form leaves no draft behind, not even one that was on its way', async () => {
  const { server, kept } = otherSide();
  const drafts = new Drafts(server, never);
  drafts.keep('form', 'x');
  drafts.flush('form');
  await drafts.drop('form');
  expect(kept.size).toBe(0);
  expect(drafts.inMemory('form')).toBeUndefined();
});

it('The next form of the same key does not find what was just saved', async () => {
  const { server, kept } = otherSide();
  const drafts = new Drafts(server, never);
  drafts.keep('form', 'saved');
  await drafts.flushAll();
  const dropping = drafts.drop('form');
  expect(await drafts.find('form')).toBeUndefined();
  await dropping;
  expect(kept.size).toBe(0);
});

it('While it is being saved nothing of it is sent; a save that failed lets it go on, one that held forgets it', async () => {
  const { server, kept, calls } = otherSide();
  const drafts = new Drafts(server, 5);
  drafts.keep('form', 'typed');
  await drafts.rest('form');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(calls).toEqual([]);
  drafts.goOn('form');
  await expect.poll(() => kept.get('form')).toBe('typed');
  drafts.keep('form', 'typed more');
  await drafts.rest('form');
  drafts.forget('form');
  await drafts.flushAll();
  expect(calls).toEqual(['typed']);
  expect(drafts.inMemory('form')).toBeUndefined();
});

it('A save waits for what of it is on its way', async () => {
  const { server, kept } = otherSide();
  let answer: () => void = () => undefined;
  const slow: DraftServer = {
    ...server,
    keep: async (key, body) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return server.keep(key, body);
    },
  };
  const drafts = new Drafts(slow, never);
  drafts.keep('form', 'typed');
  drafts.flush('form');
  let rested = false;
  const rest = drafts.rest('form').then(() => {
    rested = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(rested).toBe(false);
  answer();
  await rest;
  expect(kept.get('form')).toBe('typed');
});
