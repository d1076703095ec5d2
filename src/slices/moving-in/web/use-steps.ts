import { useEffect, useRef, useState } from 'react';
import { call } from '#platform/web/client/call.ts';
import { refreshSlice } from '#platform/web/client/queries.ts';
import { type Counts, movingIn } from '../contract.ts';

export type Step = 'checkRows' | 'takeRows' | 'takeBack';

export interface Steps {
  /** Which step runs, and what it has said of the rows so far. */
  running: { step: Step; counts: Counts | undefined } | undefined;
  stopped: boolean;
  problem: unknown;
  run(step: Step): void;
  stop(): void;
}

/**
 * Runs a step batch by batch until it has finished, so that each call is short and the screen stays free. Stopping,
 * leaving the page or a cut line ends after the batch that is on its way; the next run goes on from there.
 */
export function useSteps(importId: string): Steps {
  const [running, setRunning] = useState<Steps['running']>();
  const [problem, setProblem] = useState<unknown>();
  const [stopped, setStopped] = useState(false);
  const going = useRef(false);
  useEffect(
    () => () => {
      going.current = false;
    },
    [],
  );
  const run = async (step: Step) => {
    if (going.current) return;
    going.current = true;
    setProblem(undefined);
    setStopped(false);
    setRunning({ step, counts: undefined });
    try {
      for (let finished = false; !finished && going.current; ) {
        const progress = await call(movingIn, step, { importId });
        finished = progress.finished;
        if (going.current) setRunning({ step, counts: progress.counts });
      }
    } catch (error) {
      setProblem(error);
    }
    going.current = false;
    setRunning(undefined);
    refreshSlice(movingIn.slice);
  };
  const stop = () => {
    going.current = false;
    setStopped(true);
  };
  return { running, stopped, problem, run: (step) => void run(step), stop };
}
