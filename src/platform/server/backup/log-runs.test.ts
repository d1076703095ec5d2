import { describe, expect, it } from 'vitest';
import { filesOfRuns, type Run, runsFrom, withFile } from './log-runs.ts';

const segmentBytes = 16 * 2 ** 20;
const run = (from: number, to: number, timeline = 1): Run => ({ timeline, from, to });
const after = (...numbers: number[]) =>
  numbers.reduce<Run[]>((runs, number) => withFile(runs, { timeline: 1, number }), []);

describe('the runs of the log', () => {
  it.each<[string, number[], Run[]]>([
    ['files that follow each other are one', [3, 4, 5], [run(3, 5)]],
    ['a hole parts them', [3, 4, 7], [run(3, 4), run(7, 7)]],
    ['the file that was missing joins them', [3, 4, 6, 7, 5], [run(3, 7)]],
    ['one that comes late stands before', [5, 4], [run(4, 5)]],
    ['one that comes twice changes nothing', [3, 4, 3], [run(3, 4)]],
  ])('%s', (_, numbers, runs) => {
    expect(after(...numbers)).toEqual(runs);
  });

  it('keep timelines apart', () => {
    expect(withFile([run(3, 5)], { timeline: 2, number: 6 })).toEqual([run(3, 5), run(6, 6, 2)]);
  });

  it('lose what is before a base that has become the oldest', () => {
    expect(runsFrom([run(1, 3), run(5, 9), run(8, 12, 2)], 7)).toEqual([run(7, 9), run(8, 12, 2)]);
  });

  it('name their files as PostgreSQL does', () => {
    expect([...filesOfRuns([run(255, 256)], segmentBytes)]).toEqual([
      '0000000100000000000000FF',
      '000000010000000100000000',
    ]);
  });
});
