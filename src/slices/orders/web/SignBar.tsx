import { useState } from 'react';
import { m } from '#messages';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { refreshSlice } from '#platform/web/client/queries.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Consultation, orders } from '../contract.ts';
import { missingWords } from './words.ts';

/** What still stands between the visit and its signature, and the one act that signs. */
export function SignBar(props: { view: Consultation; hasNote: boolean; keepNote: () => Promise<void> }) {
  const { view, hasNote, keepNote } = props;
  const sign = useAct(orders, 'signVisit');
  const [covering, setCovering] = useState<string>();
  const run = async (coveringFor?: string) => {
    try {
      await keepNote();
      await sign.run({ visitId: view.visitId, ...(coveringFor && { coveringFor }) });
      refreshSlice('frontDesk');
    } catch (error) {
      const told = error as { code?: string; detail?: string };
      if (told.code !== 'orders.notYourVisit') return;
      sign.reset();
      setCovering(told.detail ?? '');
    }
  };
  useKeys({ 'ctrl+enter': { label: m.orders_sign(), run: () => void run() } });
  // what she is typing counts before the server has it
  const missing = view.missing.filter((one) => one !== 'note' || !hasNote);
  return (
    <div className="o-sign">
      <Problem problem={sign.problem} />
      <div className="o-sign-row">
        {missing.map((one) => (
          <SignalBadge key={one} tone={one === 'allergy' ? 'red' : 'amber'}>
            {missingWords(one)}
          </SignalBadge>
        ))}
        <Button
          tone={missing.length === 0 ? 'primary' : 'quiet'}
          keys="Ctrl Enter"
          pending={sign.pending}
          onClick={() => void run()}
        >
          {m.orders_sign()}
        </Button>
      </div>
      <ReasonDialog
        maxLength={300}
        asked={
          covering === undefined
            ? undefined
            : {
                title: m.orders_coverTitle(),
                text: covering,
                label: m.orders_coverReason(),
                act: m.orders_sign(),
              }
        }
        pending={sign.pending}
        problem={sign.problem}
        onSay={run}
        onClose={() => setCovering(undefined)}
      />
    </div>
  );
}
