import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Kind, type Leave, roster } from '../contract.ts';
import { dayWords, daysWords, leaveKind, shiftWords, spanWords } from './words.ts';

/** One leave with what it would take away; approved in place, declined or withdrawn with a reason. */
export function LeaveRequest({ leave, kinds }: { leave: Leave; kinds: readonly Kind[] }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const decide = useAct(roster, 'decideLeave');
  const decline = useAct(roster, 'decideLeave');
  const [declining, setDeclining] = useState(false);
  const { leaveId, name } = leave;
  const asked = leave.state === 'asked';
  const approve = (evenSo: boolean) =>
    void decide.run({ leaveId, approve: true, evenSo }).then(
      ({ touched }) =>
        tell(
          touched.length === 0
            ? m.roster_leave_approvedNow({ name })
            : m.roster_leave_approvedVisits({ name, count: touched.length }),
        ),
      () => undefined,
    );
  const last = decide.problem?.code === 'roster.lastPerson' && decide.problem.details.final === false;
  const days = daysWords(leave.firstDay, leave.lastDay, locale);
  const no = asked ? m.roster_leave_decline() : m.roster_leave_withdraw();
  return (
    <li className="ro-item">
      <div className="ro-item-words">
        <p>
          <strong>{name}</strong> · {days}
          {leave.part && ` ${spanWords(leave, locale, zone)}`} · {leaveKind(leave.kind)}
        </p>
        {leave.note && <p className="ro-note">{leave.note}</p>}
        <Impact leave={leave} kinds={kinds} />
        <Problem problem={decide.problem} />
        {last && (
          <Button onClick={() => approve(true)} pending={decide.pending}>
            {m.roster_leave_approveEvenSo()}
          </Button>
        )}
      </div>
      <div className="ro-item-acts">
        <Button onClick={() => setDeclining(true)}>{no}</Button>
        {asked && (
          <Button tone="primary" onClick={() => approve(false)} pending={decide.pending}>
            {m.roster_leave_approve()}
          </Button>
        )}
      </div>
      <ReasonDialog
        asked={
          declining
            ? { title: no, text: `${name}, ${days}`, label: m.roster_reason(), act: no, danger: true }
            : undefined
        }
        onSay={(reason) => decline.run({ leaveId, approve: false, reason })}
        onClose={() => setDeclining(false)}
        maxLength={300}
        pending={decline.pending}
        problem={decline.problem}
      />
    </li>
  );
}

function Impact({ leave, kinds }: { leave: Leave; kinds: readonly Kind[] }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const { leaveId } = leave;
  const read = useRead(roster, 'leaveImpact', { leaveId }, { refreshOn: ['roster.', 'scheduling.visit'] });
  if (!read.data) return null;
  const { gaps, shifts, touched } = read.data;
  return (
    <ul className="ro-impact">
      {gaps.map((gap) => (
        <li key={`${gap.day}${gap.action}`}>
          <SignalBadge tone="amber">{dayWords(gap.day, locale)}</SignalBadge>{' '}
          {m.roster_leave_gap({ act: gap.act, count: gap.bookings })}
        </li>
      ))}
      {shifts.map((shift) => (
        <li key={shift.shiftId}>
          {dayWords(shift.day, locale)}: {shiftWords(shift, kinds, locale, zone)}
        </li>
      ))}
      {touched.map((visit) => {
        const day = visit.startsAt.slice(0, 10);
        const span = spanWords({ from: visit.startsAt, until: visit.endsAt }, locale, zone);
        const words = visit.assists ? m.roster_leave_visitAssists : m.roster_leave_visit;
        return (
          <li key={visit.visitId}>
            <Go to={`/calendar?day=${day}`}>
              {words({ day: dayWords(day, locale), span, type: visit.visitType })}
            </Go>
          </li>
        );
      })}
    </ul>
  );
}
