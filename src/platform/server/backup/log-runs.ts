import { type Segment, segmentName } from './wal-names.ts';

/** Files of one timeline's log that follow each other without a hole, by their numbers. */
export interface Run {
  timeline: number;
  from: number;
  to: number;
}

/** The runs with one more file; those that touch become one. */
export function withFile(runs: readonly Run[], { timeline, number }: Segment): Run[] {
  const touches = (run: Run) => run.timeline === timeline && number >= run.from - 1 && number <= run.to + 1;
  const met = runs.filter(touches);
  const joined = {
    timeline,
    from: Math.min(number, ...met.map((run) => run.from)),
    to: Math.max(number, ...met.map((run) => run.to)),
  };
  return [...runs.filter((run) => !touches(run)), joined].sort(
    (a, b) => a.timeline - b.timeline || a.from - b.from,
  );
}

/** What of the runs is left when everything before a number goes, on whatever timeline. */
export function runsFrom(runs: readonly Run[], number: number): Run[] {
  return runs.filter((run) => run.to >= number).map((run) => ({ ...run, from: Math.max(run.from, number) }));
}

/** Names of all the files. */
export function* filesOfRuns(runs: readonly Run[], segmentBytes: number): Generator<string> {
  for (const { timeline, from, to } of runs)
    for (let number = from; number <= to; number += 1) yield segmentName({ timeline, number }, segmentBytes);
}
