import type { ProblemError } from '#platform/web/client/call.ts';
import { Problem } from '#platform/web/ui/Problem.tsx';
import type { FreeTime } from '../contract.ts';
import { TimeButtons } from './TimeButtons.tsx';

/** The refusal in words, and its three other times as buttons. */
export function Refused(props: { problem: ProblemError | undefined; onTake: (time: FreeTime) => void }) {
  const alternatives = (props.problem?.details.alternatives ?? []) as FreeTime[];
  if (!props.problem) return null;
  return (
    <>
      <Problem problem={props.problem} />
      <TimeButtons times={alternatives} onTake={props.onTake} withNames wanted={alternatives[0]?.startsAt} />
    </>
  );
}
