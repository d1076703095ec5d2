import { useState } from 'react';
import { m } from '#messages';
import { call } from '#platform/web/client/call.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { checkIn, type Proposal } from '../contract.ts';

/** Chart and patient beside each other, and the desk's word on it. */
export function OneProposal({ proposal }: { proposal: Proposal }) {
  const { proposalId, kind, state } = proposal;
  const act = useAct(checkIn, 'decideProposal');
  const [returning, setReturning] = useState(false);
  const [reason, setReason] = useState('');
  const decide = (decision: 'accept' | 'return') =>
    void act.run({ proposalId, decision, reason }).catch(() => undefined);
  const wrong = act.problem?.fields.find((one) => one.path === 'reason')?.words;
  return (
    <div className="ci-proposal" role="group" aria-label={m[`checkIn_prop_kind_${kind}`]()}>
      <strong>{m[`checkIn_prop_kind_${kind}`]()}</strong>
      {!proposal.picture && (
        <>
          {kind !== 'payer' && state === 'open' && (
            <span>{m.checkIn_prop_before({ value: proposal.before || m.checkIn_contact_none() })}</span>
          )}
          <span>{m.checkIn_prop_after({ value: proposal.after })}</span>
        </>
      )}
      {proposal.picture && <Picture proposalId={proposalId} label={m[`checkIn_prop_kind_${kind}`]()} />}
      {state === 'accepted' && <span>{m.checkIn_prop_accepted({ by: proposal.decidedBy ?? '' })}</span>}
      {state === 'returned' && (
        <span>
          {m.checkIn_prop_returned({ by: proposal.decidedBy ?? '', reason: proposal.reason ?? '' })}
        </span>
      )}
      {state === 'open' && (
        <div className="ci-proposal-acts">
          <Button tone="primary" pending={act.pending} onClick={() => decide('accept')}>
            {m.checkIn_prop_accept()}
          </Button>
          <Button onClick={() => (returning ? decide('return') : setReturning(true))}>
            {m.checkIn_prop_return()}
          </Button>
          {returning && (
            <FieldText
              label={m.checkIn_prop_reason()}
              value={reason}
              onChange={setReason}
              error={wrong}
              maxLength={255}
              autoFocus
            />
          )}
        </div>
      )}
      <Problem problem={wrong ? undefined : act.problem} />
    </div>
  );
}

/** Read only when somebody wants to see it: each look stands in the trail. */
function Picture({ proposalId, label }: { proposalId: string; label: string }) {
  const [shown, setShown] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  if (shown) return <img src={shown} alt={label} />;
  const show = () =>
    call(checkIn, 'proposalPicture', { proposalId }).then(
      ({ contentType, data }) => setShown(`data:${contentType};base64,${data}`),
      setProblem,
    );
  return (
    <div>
      <Button small onClick={() => void show()}>
        {m.checkIn_prop_show()}
      </Button>
      <Problem problem={problem} />
    </div>
  );
}
