import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useAway } from '#platform/web/client/reach.ts';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { screening, type VisitScreening } from '../contract.ts';
import { alarming, linesOf } from './asked.ts';
import { askedIn, type Parts } from './use-asked.ts';

/**
 * An answer that a clinician must hear of does not wait for the commit of the pane: it is kept at once, which raises the
 * red flag, and leaves the draft when it stands in the record. Until then the screen says that nobody has been told.
 */
export function Alarm(props: { visitId: string; form: Parts; state: VisitScreening }) {
  const { visitId, form, state } = props;
  const { run, problem, pending } = useAct(screening, 'recordScreening');
  const away = useAway();
  const [kept, setKept] = useState<readonly string[]>([]);
  const latest = useRef({ form, state });
  latest.current = { form, state };
  const { asked } = askedIn(form);
  const answers = alarming(asked);
  const told = state.results.filter(({ selfHarm }) => selfHarm);
  const stands = told.some(({ responseId }) => kept.includes(responseId));
  const said = JSON.stringify(answers);
  const send = async () => {
    const answered = alarming(askedIn(latest.current.form).asked);
    if (!answered) return;
    const { results } = await run({ visitId, answered });
    setKept(results.map(({ responseId }) => responseId));
  };
  // of a draft that was found again, too, and once more when the line is back
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each set of answers
  useEffect(() => {
    if (said !== undefined && !away) void send().catch(() => undefined);
  }, [said, away]);
  useEffect(() => {
    const now = latest.current;
    // what is on its way, or was and had no answer, stays as it was sent: changed, its repeat would be another commit
    if (!stands || form.pending || form.problem) return;
    const draft = askedIn(now.form);
    if (alarming(draft.asked)) draft.takeBack('phq9', linesOf(now.state, draft.asked));
  }, [stands, form.pending, form.problem]);
  const untold = answers !== undefined && !stands;
  const box = useRef<HTMLDivElement>(null);
  // what comes next is here, not at the next question of the pane
  useEffect(() => {
    if (said !== undefined) box.current?.focus();
  }, [said]);
  if (!untold && told.length === 0) return null;
  const seen = untold ? undefined : state.seenTo;
  // one box for both: it may hold the focus while the clinician is on her way
  return (
    <div className={seen ? 'sc9-seen' : 'sc9-alarm'} role={seen ? 'status' : 'alert'} tabIndex={-1} ref={box}>
      {seen ? <SeenTo {...seen} /> : <SignalBadge tone="red">{m.screening_selfHarmNow()}</SignalBadge>}
      {!seen && !untold && <span>{m.screening_selfHarmTold()}</span>}
      {untold && !pending && <strong>{m.screening_selfHarmUntold()}</strong>}
      {untold && <Problem problem={problem} keepFocus onRetry={() => void send().catch(() => undefined)} />}
    </div>
  );
}

/** It was heard: whoever sits with her reads by whom, and what is to be done. */
function SeenTo({ at, by, outcome }: NonNullable<VisitScreening['seenTo']>) {
  return (
    <>
      <SignalBadge tone="green">{m.screening_seenTo({ by })}</SignalBadge>
      <span className="sc9-soft">
        <When at={at} as="time" />
      </span>
      {outcome && <span>{outcome}</span>}
    </>
  );
}
