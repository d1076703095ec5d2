import { useState } from 'react';
import { m } from '#messages';
import { identity } from '#platform/shared/identity-contract.ts';
import { useAct } from '../client/use-act.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Problem } from '../ui/Problem.tsx';
import { SignalBadge } from '../ui/Signal.tsx';
import { tell } from '../ui/undo.tsx';
import { When } from '../ui/When.tsx';
import type { Account, PartProps } from './types.ts';

type Session = Account['sessions'][number];

/** Where one is signed in, with a way to end what was left open somewhere. */
export function SessionsPanel({ account, onChanged }: PartProps) {
  const end = useAct(identity, 'endSession');
  const endOthers = useAct(identity, 'endOtherSessions');
  const [busyId, setBusyId] = useState('');
  const others = account.sessions.filter((one) => !one.here).length;
  const endOne = async (session: Session) => {
    setBusyId(session.id);
    await end.run({ sessionId: session.id }).then(
      () => tell(m.web_account_ended({ count: 1 })),
      () => undefined,
    );
    setBusyId('');
    onChanged();
  };
  const endAll = () =>
    endOthers.run({}).then(
      ({ ended }) => {
        tell(m.web_account_ended({ count: ended }));
        onChanged();
      },
      () => undefined,
    );
  return (
    <Panel
      title={m.web_account_sessions()}
      actions={
        others > 0 && (
          <Button pending={endOthers.pending} onClick={() => void endAll()}>
            {m.web_account_endOthers()}
          </Button>
        )
      }
    >
      <Problem problem={end.problem ?? endOthers.problem} />
      <ul className="s-account-list">
        {account.sessions.map((one) => (
          <li key={one.id} className="s-account-row">
            <p>
              <strong>{one.agent ?? m.web_account_program()}</strong>
              {one.address && ` · ${one.address}`}{' '}
              {one.here && <SignalBadge tone="green">{m.web_account_here()}</SignalBadge>}
              {one.locked && <SignalBadge tone="grey">{m.web_account_locked()}</SignalBadge>}
              <span className="s-hint">
                {' '}
                {m.web_account_signedIn()} <When at={one.createdAt} /> · {m.web_account_lastUsed()}{' '}
                <When at={one.usedAt} />
              </span>
            </p>
            {!one.here && (
              <Button small pending={busyId === one.id} onClick={() => void endOne(one)}>
                {m.web_account_end()}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
