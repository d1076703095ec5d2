import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { amendments } from '../contract.ts';
import { knowsExtension, type Span } from '../shared/law.ts';
import './amendments.css';

/** By when a request to amend is answered. */
export default function Settings() {
  const read = useRead(amendments, 'settings', {});
  return (
    <Page title={m.amendments_settings_title()}>
      <ReadView read={read} rows={3}>
        {(clocks) => <ClockForm clocks={clocks} />}
      </ReadView>
    </Page>
  );
}

const units = () => [
  { value: 'days', label: m.amendments_unit_days() },
  { value: 'hours', label: m.amendments_unit_hours() },
];

function ClockForm({ clocks }: { clocks: OutputOf<typeof amendments, 'settings'> }) {
  const { country } = useMe().clinic;
  const hasExtension = knowsExtension(country);
  const form = useForm(amendments, 'saveSettings', {
    initial: {
      ...{ amount: String(clocks.answer.amount), unit: clocks.answer.unit as string },
      extension: String(clocks.extensionDays),
    },
    prepare: ({ amount, unit, extension }) => ({
      ...{ answer: { amount: Number(amount), unit: unit as Span['unit'] }, extensionDays: Number(extension) },
    }),
    onDone: () => tell(m.amendments_settings_saved()),
  });
  const { errors } = form;
  return (
    <Form form={form} label={m.amendments_settings_title()}>
      <Panel title={m.amendments_settings_clock()}>
        <p>{m.amendments_settings_lead()}</p>
        <div className="amd-rules">
          <FieldSet legend={m.amendments_request_title()} columns={3}>
            <FieldNumber
              label={m.amendments_settings_amount()}
              {...form.field('amount')}
              error={errors['answer.amount']}
            />
            <FieldChips label={m.amendments_settings_unit()} {...form.at<string>('unit')} options={units()} />
            {hasExtension && (
              <FieldNumber
                label={m.amendments_settings_extension()}
                {...form.field('extension')}
                error={errors.extensionDays}
              />
            )}
          </FieldSet>
        </div>
        {!hasExtension && <p className="amd-soft">{m.amendments_settings_noExtension()}</p>}
      </Panel>
      <SaveBar form={form} />
    </Form>
  );
}
