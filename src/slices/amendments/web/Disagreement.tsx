import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { amendments, type RequestView } from '../contract.ts';
import { statementCharacters } from '../shared/codes.ts';
import { Facts } from './Facts.tsx';
import { ToldFields, useTold } from './TellForms.tsx';

/** What the patient says against a denial, and what the clinic answers; both go where the record goes. */
export function Disagreement({ request }: { request: RequestView }) {
  const locale = useLocale();
  const receives = useMay('amendments.receive');
  const reviews = useMay('amendments.review');
  const [writing, setWriting] = useState<'statement' | 'rebuttal'>();
  const close = () => setWriting(undefined);
  const { requestId, outcome, statement, rebuttal } = request;
  if (outcome !== 'denied') return null;
  const act = statement
    ? reviews && !rebuttal && ({ of: 'rebuttal', label: m.amendments_act_rebut() } as const)
    : receives && ({ of: 'statement', label: m.amendments_act_statement() } as const);
  const day = (on: string) => formatPlainDate(on, locale);
  return (
    <Panel
      title={m.amendments_disagreement()}
      actions={
        act && (
          <Button tone="plain" onClick={() => setWriting(act.of)}>
            {act.label}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          [m.amendments_label_statement(), statement?.text ?? '–'],
          [m.amendments_label_statementOn(), statement ? day(statement.on) : ''],
          [m.amendments_label_rebuttal(), rebuttal?.text ?? ''],
          [
            m.amendments_label_copyOn(),
            rebuttal ? `${day(rebuttal.copyOn)} · ${m[`amendments_way_${rebuttal.way}`]()}` : '',
          ],
        ]}
      />
      {writing === 'statement' && <Statement requestId={requestId} onClose={close} />}
      {writing === 'rebuttal' && <Rebuttal requestId={requestId} onClose={close} />}
    </Panel>
  );
}

const limit = () => m.amendments_hint_limit({ count: statementCharacters });

function Statement({ requestId, onClose }: { requestId: string; onClose: () => void }) {
  const title = m.amendments_act_statement();
  const initial = { requestId, text: '', on: useTold().on };
  const form = useForm(amendments, 'attachStatement', { initial, onDone: onClose });
  return (
    <Dialog open title={title} onClose={onClose}>
      <Form form={form} label={title}>
        <FieldArea
          label={m.amendments_label_statement()}
          hint={limit()}
          {...form.field('text')}
          required
          autoFocus
          rows={5}
        />
        <FieldDate label={m.amendments_label_statementOn()} {...form.field('on')} past required />
        <SaveBar form={form} />
      </Form>
    </Dialog>
  );
}

function Rebuttal({ requestId, onClose }: { requestId: string; onClose: () => void }) {
  const title = m.amendments_act_rebut();
  const { on: copyOn, way } = useTold();
  const initial = { requestId, text: '', copyOn, way };
  const form = useForm(amendments, 'rebutStatement', { initial, onDone: onClose });
  return (
    <Dialog open title={title} onClose={onClose}>
      <Form form={form} label={title}>
        <FieldArea
          label={m.amendments_label_rebuttal()}
          hint={limit()}
          {...form.field('text')}
          required
          autoFocus
          rows={5}
        />
        <ToldFields form={form} on="copyOn" />
        <SaveBar form={form} />
      </Form>
    </Dialog>
  );
}
