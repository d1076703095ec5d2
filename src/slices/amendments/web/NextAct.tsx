import { useState } from 'react';
import { m } from '#messages';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import type { RequestView } from '../contract.ts';
import type { State } from '../shared/codes.ts';
import { Accept, Deny, Extend } from './DecideForms.tsx';
import { Close, Review, Tell } from './TellForms.tsx';
import { stateWords } from './words.ts';

const acts: Partial<Record<State, { title: () => string; Form: typeof Review }>> = {
  received: { title: m.amendments_act_review, Form: Review },
  review: { title: m.amendments_act_accept, Form: Accept },
  accepted: { title: m.amendments_act_tell, Form: Tell },
  denied: { title: m.amendments_act_tell, Form: Tell },
  told: { title: m.amendments_act_close, Form: Close },
};

/** The one next act of a request, for whose it is; to everybody else, where it stands and who goes on. */
export function NextAct({ request }: { request: RequestView }) {
  const { state, content, outcome } = request;
  const reviews = useMay('amendments.review');
  const receives = useMay('amendments.receive');
  const clinical = useMay('amendments.decideClinical');
  const administrative = useMay('amendments.decideAdministrative');
  const act = acts[state];
  if (!act) return null;
  const decides = content === 'clinical' ? clinical : administrative;
  const may = outcome ? receives : state === 'received' ? reviews : decides;
  if (!may) {
    const who = outcome ? m.amendments_waits_desk() : m[`amendments_decider_${content}`]();
    return (
      <Panel
        title={state === 'review' ? m.amendments_decision() : act.title()}
        actions={reviews && !outcome && <Others request={request} decides={false} />}
      >
        <p>{m.amendments_waits({ state: stateWords(state), who })}</p>
      </Panel>
    );
  }
  const others = reviews && !outcome && <Others request={request} decides={decides && state === 'review'} />;
  return (
    <Panel title={act.title()} actions={others}>
      <act.Form request={request} />
    </Panel>
  );
}

function Others({ request, decides }: { request: RequestView; decides: boolean }) {
  const [open, setOpen] = useState<'deny' | 'extend'>();
  const close = () => setOpen(undefined);
  return (
    <>
      {request.mayExtend && (
        <Button tone="plain" onClick={() => setOpen('extend')}>
          {m.amendments_act_extend()}
        </Button>
      )}
      {decides && (
        <Button tone="plain" onClick={() => setOpen('deny')}>
          {m.amendments_act_deny()}
        </Button>
      )}
      {open === 'deny' && <Deny request={request} onClose={close} />}
      {open === 'extend' && <Extend requestId={request.requestId} onClose={close} />}
    </>
  );
}
