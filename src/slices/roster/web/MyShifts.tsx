import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Kind, roster, type Shift } from '../contract.ts';
import { AskLeave } from './AskLeave.tsx';
import { MyLeave } from './MyLeave.tsx';
import { MySwaps } from './MySwaps.tsx';
import { SwapDialog } from './SwapDialog.tsx';
import { dayWords, shiftWords } from './words.ts';
import './roster.css';

/** One's own shifts week by week, leave, and swaps. `N` asks for leave. */
export default function MyShifts({ search }: ScreenProps) {
  const read = useRead(roster, 'mine', {}, { refreshOn: ['roster.'] });
  const leave = useRead(roster, 'myLeave', {}, { refreshOn: ['roster.'] });
  const [asking, setAsking] = useState(search.ask === '1');
  const mayRead = useMay('roster.read');
  useKeys({ n: { label: m.roster_leave_ask(), run: () => setAsking(true) } });
  return (
    <Page
      title={m.roster_mine_title()}
      back="/work"
      actions={
        <>
          {mayRead && <Go to="/work/roster">{m.roster_mine_all()}</Go>}
          <Button tone="primary" keys="N" onClick={() => setAsking(true)}>
            {m.roster_leave_ask()}
          </Button>
        </>
      }
    >
      <Panel title={m.roster_mine_shifts()}>
        <ReadView read={read}>{(mine) => <Weeks shifts={mine.shifts} kinds={mine.kinds} />}</ReadView>
      </Panel>
      <MySwaps kinds={read.data?.kinds ?? []} />
      <Panel title={m.roster_mine_leave()}>
        <ReadView read={leave}>{({ leaves }) => <MyLeave leaves={leaves} />}</ReadView>
      </Panel>
      {asking && <AskLeave onClose={() => setAsking(false)} />}
    </Page>
  );
}

function Weeks({ shifts, kinds }: { shifts: Shift[]; kinds: readonly Kind[] }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const [swapping, setSwapping] = useState<Shift>();
  const [nowMs] = useState(() => Date.now());
  if (shifts.length === 0) return <EmptyState title={m.roster_mine_none()} text={m.roster_mine_noneText()} />;
  return (
    <>
      <ul className="ro-list" aria-label={m.roster_mine_shifts()}>
        {shifts.map((shift) => (
          <li key={shift.shiftId} className="ro-item">
            <div className="ro-item-words">
              <p>
                <strong>{dayWords(shift.day, locale, 'long')}</strong> ·{' '}
                {shiftWords(shift, kinds, locale, zone)}
              </p>
              {shift.away !== 'none' && (
                <SignalBadge tone="grey">
                  {shift.away === 'all' ? m.roster_away() : m.roster_awayPart({ what: m.roster_away() })}
                </SignalBadge>
              )}
              {shift.changed && (
                <p className="ro-note">{m.roster_changedFor({ reason: shift.changed.reason })}</p>
              )}
            </div>
            {Date.parse(shift.stretches[0]?.from ?? '') > nowMs && shift.away !== 'all' && (
              <div className="ro-item-acts">
                <Button small onClick={() => setSwapping(shift)}>
                  {m.roster_swap_ask()}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {swapping && <SwapDialog shift={swapping} kinds={kinds} onClose={() => setSwapping(undefined)} />}
    </>
  );
}
