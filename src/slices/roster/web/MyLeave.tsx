import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Leave, roster } from '../contract.ts';
import { daysWords, leaveKind, spanWords, stateTones, stateWords } from './words.ts';

/** One's own leave with how it stands; what is not over is taken back here. */
export function MyLeave({ leaves }: { leaves: Leave[] }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const cancel = useAct(roster, 'cancelLeave');
  if (leaves.length === 0) return <EmptyState title={m.roster_mine_noLeave()} />;
  const back = (leave: Leave) =>
    void cancel.run({ leaveId: leave.leaveId }).then(
      () => tell(m.roster_leave_cancelledNow()),
      () => undefined,
    );
  return (
    <>
      <Problem problem={cancel.problem} />
      <ul className="ro-list" aria-label={m.roster_mine_leave()}>
        {leaves.map((leave) => {
          const open = leave.state === 'asked' || leave.state === 'approved';
          return (
            <li key={leave.leaveId} className="ro-item">
              <div className="ro-item-words">
                <p>
                  <strong>{daysWords(leave.firstDay, leave.lastDay, locale)}</strong>
                  {leave.part && ` ${spanWords(leave, locale, zone)}`} · {leaveKind(leave.kind)}{' '}
                  <SignalBadge tone={stateTones[leave.state]}>{stateWords(leave.state)}</SignalBadge>
                </p>
                {leave.note && <p className="ro-note">{leave.note}</p>}
                {leave.decidedFor && (
                  <p className="ro-note">
                    {leave.decidedBy}: {leave.decidedFor}
                  </p>
                )}
              </div>
              {open && Date.parse(leave.until) > Date.now() && (
                <div className="ro-item-acts">
                  <Button small onClick={() => back(leave)} pending={cancel.pending}>
                    {m.roster_leave_cancel()}
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
