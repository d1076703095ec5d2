import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Delegation, workforce } from '#slices/workforce/contract.ts';
import { dayWords } from '../credentials/days.ts';
import { ReasonDialog } from '../credentials/ReasonDialog.tsx';

const stateWords = {
  alive: m.workforce_delegation_state_alive,
  coming: m.workforce_delegation_state_coming,
  over: m.workforce_delegation_state_over,
  revoked: m.workforce_delegation_state_revoked,
};
const tones = { alive: 'green', coming: 'blue', over: 'grey', revoked: 'grey' } as const;

/** Delegations with their five rights; whoever gave one, and who manages credentials, revokes it here. */
export function DelegationTable(props: { delegations: Delegation[]; mayRevokeAll?: boolean }) {
  const { staffId } = useMe();
  const [asked, setAsked] = useState<Delegation>();
  const revoke = useAct(workforce, 'revokeDelegation');
  const letter = useAct(workforce, 'printDelegation');
  const { print } = usePrint();
  if (props.delegations.length === 0) {
    return <p className="s-hint">{m.workforce_delegation_noneHers()}</p>;
  }
  const printLetter = ({ delegationId }: Delegation) =>
    void letter.run({ delegationId }).then(
      ({ paperId }) => print(paperId),
      () => undefined,
    );
  const run = async (one: Delegation, reason: string) => {
    await revoke.run({ delegationId: one.delegationId, reason });
    tell(m.workforce_delegation_revoked({ name: one.delegateeName }));
  };
  const mayRevoke = (one: Delegation) =>
    (one.state === 'alive' || one.state === 'coming') && (props.mayRevokeAll || one.delegatorId === staffId);
  return (
    <>
      <Problem problem={letter.problem} />
      <ul className="wf-file" aria-label={m.workforce_delegation_title()}>
        {props.delegations.map((one) => (
          <li key={one.delegationId}>
            <Words delegation={one} />
            <div className="wf-file-acts">
              <Button tone="plain" onClick={() => printLetter(one)}>
                {m.workforce_delegation_print()}
              </Button>
              {mayRevoke(one) && (
                <Button onClick={() => setAsked(one)}>{m.workforce_delegation_revoke()}</Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {asked && (
        <ReasonDialog
          title={m.workforce_delegation_revokeTitle({ name: asked.delegateeName })}
          label={m.workforce_delegation_revoke()}
          run={(reason) => run(asked, reason)}
          pending={revoke.pending}
          problem={revoke.problem}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function Words({ delegation: one }: { delegation: Delegation }) {
  const rights = [
    [m.workforce_delegation_circumstance(), one.circumstance],
    [m.workforce_delegation_limits(), one.limits],
    [m.workforce_delegation_direction(), one.direction],
    [m.workforce_delegation_supervision(), one.supervision],
    [m.workforce_delegation_competence(), one.competence],
  ].filter(([, said]) => said !== '');
  const span = { from: dayWords(one.fromDay), to: dayWords(one.lastDay) };
  return (
    <div className="wf-file-words">
      <p>
        <strong>{one.actWords}</strong>{' '}
        <SignalBadge tone={tones[one.state]}>{stateWords[one.state]()}</SignalBadge>
      </p>
      <p>
        {one.delegatorName} → {one.delegateeName}
        {' · '}
        <span className="s-figures">{m.workforce_delegation_spanWords(span)}</span>
      </p>
      {one.revoked && (
        <p>
          {m.workforce_delegation_state_revoked()}: {one.revoked.by}, {one.revoked.reason}
        </p>
      )}
      <p className="s-hint">{rights.map(([label, said]) => `${label}: ${said}`).join(' · ')}</p>
    </div>
  );
}
