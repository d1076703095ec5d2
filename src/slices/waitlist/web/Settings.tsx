import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Settings as Rules, waitlist } from '../contract.ts';
import './waitlist.css';

/** How the clinic offers freed times. */
export default function Settings() {
  const read = useRead(waitlist, 'settings', {});
  return (
    <Page title={m.waitlist_settings_title()}>
      <ReadView read={read} rows={4}>
        {(rules) => <RulesForm rules={rules} />}
      </ReadView>
    </Page>
  );
}

function RulesForm({ rules }: { rules: Rules }) {
  const form = useForm(waitlist, 'saveSettings', {
    initial: {
      active: rules.active,
      minutes: String(rules.offerMinutes),
      days: String(rules.lookAheadDays),
      unanswered: String(rules.mostUnanswered),
    },
    prepare: ({ active, minutes, days, unanswered }) => ({
      active,
      offerMinutes: Number(minutes),
      lookAheadDays: Number(days),
      mostUnanswered: Number(unanswered),
    }),
    onDone: () => tell(m.waitlist_settings_saved()),
  });
  return (
    <Panel title={m.waitlist_settings_how()}>
      <div className="wl-settings">
        <Form form={form} label={m.waitlist_settings_title()}>
          <FieldCheck label={m.waitlist_settings_active()} {...form.field('active')} />
          <FieldNumber
            label={m.waitlist_settings_minutes()}
            {...form.field('minutes')}
            error={form.errors.offerMinutes}
            required
          />
          <FieldNumber
            label={m.waitlist_settings_days()}
            {...form.field('days')}
            error={form.errors.lookAheadDays}
            required
          />
          <FieldNumber
            label={m.waitlist_settings_unanswered()}
            {...form.field('unanswered')}
            error={form.errors.mostUnanswered}
            required
          />
          <SaveBar form={form} />
        </Form>
      </div>
    </Panel>
  );
}
