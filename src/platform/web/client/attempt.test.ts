import { expect, it } from 'vitest';
import { Attempt } from './attempt.ts';

/** Records what was sent; the test answers when it likes. */
function wire() {
  const sent: { input: string; key: string; answer: (text: string) => void; fail: (error: Error) => void }[] =
    [];
  let keys = 0;
  const attempt = new Attempt<string, string>(
    (input, key) => new Promise((answer, fail) => sent.push({ input, key, answer, fail })),
    () => `key-${++keys}`,
  );
  return { attempt, sent };
}

it('A double click is one call', async () => {
  const { attempt, sent } = wire();
  const both = [attempt.run('book'), attempt.run('book')];
  expect(sent).toHaveLength(1);
  sent[0]?.answer('booked');
  expect(await Promise.all(both)).toEqual(['booked', 'booked']);
});

it('A retry after a lost answer carries the same key', async () => {
  const { attempt, sent } = wire();
  const first = attempt.run('book');
  sent[0]?.fail(new Error('cut'));
  await expect(first).rejects.toThrow('cut');
  void attempt.run('book');
  expect(sent.map(({ key }) => key)).toEqual(['key-1', 'key-1']);
});

it('A corrected input is another attempt, because the server refuses a key with another body', async () => {
  const { attempt, sent } = wire();
  const first = attempt.run('9:00');
  sent[0]?.fail(new Error('taken'));
  await expect(first).rejects.toThrow('taken');
  void attempt.run('9:30');
  expect(sent.map(({ key }) => key)).toEqual(['key-1', 'key-2']);
});

it('The same act after a success is a new one', async () => {
  const { attempt, sent } = wire();
  const first = attempt.run('call next');
  sent[0]?.answer('A-001');
  await first;
  void attempt.run('call next');
  expect(sent.map(({ key }) => key)).toEqual(['key-1', 'key-2']);
});
