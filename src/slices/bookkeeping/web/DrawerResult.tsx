import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { Refusal } from '#platform/web/ui/Refusal.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { bookkeeping, type Drawer } from '../contract.ts';
import { Sum } from './PaymentFields.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { drawerWords } from './words.ts';

/** After the count: expected, counted, the difference, and what it asks for before the drawer closes. */
export function DrawerResult({ drawer }: { drawer: Drawer }) {
  const close = useAct(bookkeeping, 'closeDrawer');
  const [explaining, setExplaining] = useState(false);
  const { result } = drawer;
  if (!result) return null;
  const needsReason = result.needs !== 'nothing' && !result.reason;
  const needsManager = result.needs === 'manager' && drawer.state !== 'approved';
  return (
    <Panel
      title={m.bookkeeping_drawer_at({ place: drawer.place })}
      {...(result.difference.minor !== '0' && { tone: 'amber' as const })}
    >
      <SignalBadge tone={result.difference.minor === '0' ? 'green' : 'amber'}>
        {drawerWords(drawer.state)}
      </SignalBadge>
      <dl>
        <Sum label={m.bookkeeping_expected()}>
          <MoneyText money={result.expected} />
        </Sum>
        <Sum label={m.bookkeeping_counted()}>
          <MoneyText money={result.counted} />
        </Sum>
        <Sum label={m.bookkeeping_difference()} strong>
          <MoneyText money={result.difference} />
        </Sum>
      </dl>
      {result.reason && <p>{m.bookkeeping_reasonGiven({ reason: result.reason })}</p>}
      {result.approvedBy && <p>{m.bookkeeping_approvedBy({ name: result.approvedBy })}</p>}
      {!needsReason && needsManager && <Refusal reason={m.bookkeeping_drawer_waitsForManager()} />}
      <Problem problem={close.problem} />
      <div className="bk-acts">
        {needsReason && (
          <Button tone="primary" onClick={() => setExplaining(true)}>
            {m.bookkeeping_explain()}
          </Button>
        )}
        {!needsReason && !needsManager && (
          <Button
            tone="primary"
            pending={close.pending}
            onClick={() => void close.run({ drawerId: drawer.drawerId }).catch(() => undefined)}
          >
            {m.bookkeeping_drawer_close()}
          </Button>
        )}
      </div>
      {explaining && (
        <ReasonDialog
          title={m.bookkeeping_explain()}
          verb="explainDifference"
          input={{ drawerId: drawer.drawerId }}
          onClose={() => setExplaining(false)}
        />
      )}
    </Panel>
  );
}
