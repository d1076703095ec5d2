import { useState } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { disclosures, type RequestView } from '../contract.ts';
import type { DenyReason, State } from '../shared/codes.ts';
import { Close, Pull, Release, Review, Scope, Verify } from './StateForms.tsx';
import { Extend } from './ReasonForms.tsx';
import { denyOptions, stateWords } from './words.ts';

const acts: Partial<Record<State, { action: string; title: () => string; Form: typeof Verify }>> = {
  received: { action: 'disclosures.receive', title: m.disclosures_act_verify, Form: Verify },
  verified: { action: 'disclosures.release', title: m.disclosures_act_scope, Form: Scope },
  scoped: { action: 'disclosures.receive', title: m.disclosures_act_pull, Form: Pull },
  pulled: { action: 'disclosures.release', title: m.disclosures_act_review, Form: Review },
  reviewed: { action: 'disclosures.release', title: m.disclosures_act_release, Form: Release },
  logged: { action: 'disclosures.release', title: m.disclosures_act_close, Form: Close },
};

/** The one next act of a request, for whose it is; to everybody else, where it stands and who goes on. */
export function NextAct({ request }: { request: RequestView }) {
  const act = acts[request.state];
  const holds = { receive: useMay('disclosures.receive'), release: useMay('disclosures.release') };
  if (!act) return null;
  const may = act.action === 'disclosures.receive' ? holds.receive : holds.release;
  if (!may)
    return (
      <Panel title={act.title()}>
        <p>{m.disclosures_waits({ state: stateWords(request.state) })}</p>
      </Panel>
    );
  return (
    <Panel title={act.title()} actions={holds.release && !request.outcome && <Others request={request} />}>
      <act.Form request={request} />
    </Panel>
  );
}

function Others({ request }: { request: RequestView }) {
  const [open, setOpen] = useState<'deny' | 'extend'>();
  const close = () => setOpen(undefined);
  return (
    <>
      {request.mayExtend && (
        <Button tone="plain" onClick={() => setOpen('extend')}>
          {m.disclosures_act_extend()}
        </Button>
      )}
      <Button tone="plain" onClick={() => setOpen('deny')}>
        {m.disclosures_act_deny()}
      </Button>
      {open === 'deny' && <Deny requestId={request.requestId} onClose={close} />}
      {open === 'extend' && <Extend requestId={request.requestId} onClose={close} />}
    </>
  );
}

function Deny({ requestId, onClose }: { requestId: string; onClose: () => void }) {
  const title = m.disclosures_act_deny();
  const form = useForm(disclosures, 'denyRequest', {
    initial: { requestId, reason: 'notHeld' as DenyReason, note: '' },
    onDone: onClose,
  });
  return (
    <Dialog open title={title} onClose={onClose}>
      <Form form={form} label={title}>
        <FieldChips
          label={m.disclosures_label_reason()}
          {...form.at<string>('reason')}
          options={denyOptions()}
          required
        />
        <FieldText label={m.disclosures_label_note()} {...form.field('note')} maxLength={500} />
        <SaveBar form={form} label={title} />
      </Form>
    </Dialog>
  );
}
