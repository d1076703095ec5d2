import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#platform/shared/time.ts';
import { type Found, type Line, pageOf, together } from './page.ts';

const line = (id: number, day: string): Line => ({
  ...{ id: String(id).padStart(4, '0'), kind: 'visit', at: day, day, title: 'x' },
});

/** Reads as the timeline reads: each source its newest lines before a day. */
function readAll(sources: readonly Line[][], limit: number, count: number): string[] {
  const seen: string[] = [];
  let before: string | undefined;
  for (let pages = 0; pages < 500; pages += 1) {
    const found: Found[] = sources.map((lines) => {
      const open = lines.filter(({ day }) => before === undefined || day < before);
      const shown = open.slice(0, limit);
      return { lines: shown, cutAt: open.length > limit ? shown.at(-1)?.day : undefined };
    });
    const page = pageOf(together(found), count);
    seen.push(...page.lines.map(({ id }) => id));
    if (page.before === undefined) return seen;
    before = page.before;
  }
  throw new Error('never ends');
}

test('page after page shows every line once, the newest first', () => {
  // fewer lines a day than a source reads at once: what is shown is then whole
  const source = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 30 });
  fc.assert(
    fc.property(
      fc.array(source, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      (all, count) => {
        const sources = all.map((days, source) =>
          days
            .toSorted((a, b) => b - a)
            .filter((day, place, list) => place < 5 || list[place - 5] !== day)
            .map((day, place) => line(source * 100 + place, addDays('2026-01-01', day))),
        );
        const dayOf = new Map(sources.flat().map((one) => [one.id, one.day]));
        const seen = readAll(sources, 6, count);
        expect(seen.toSorted()).toEqual([...dayOf.keys()].toSorted());
        const days = seen.map((one) => dayOf.get(one) ?? '');
        expect(days).toEqual(days.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
      },
    ),
  );
});

test('a day with more lines than are read at once does not hold up what lies before it', () => {
  const crowded = Array.from({ length: 20 }, (_, id) => line(id, '2026-03-01'));
  const earlier = [line(30, '2026-02-01')];
  expect(readAll([[...crowded, ...earlier]], 6, 4)).toContain('0030');
});

test('a page ends with a whole day', () => {
  const lines = ['2026-03-03', '2026-03-02', '2026-03-02', '2026-03-01'].map((day, id) => line(id, day));
  const { lines: page, before } = pageOf({ lines, before: undefined }, 2);
  expect(page).toHaveLength(3);
  expect(before).toBe('2026-03-02');
});
