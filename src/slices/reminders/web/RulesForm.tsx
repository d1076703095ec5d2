import { m } from '#messages';
import { FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Rules, reminders } from '../contract.ts';

type Values = Omit<Rules, 'before'> & { days: string; hours: string };

/** When patients are written to, and what stands in each message of where to be. */
export function RulesForm({ rules }: { rules: Rules }) {
  const { before, ...rest } = rules;
  const counts = (unit: 'days' | 'hours') =>
    before
      .filter((one) => one.unit === unit)
      .map((one) => one.count)
      .join(', ');
  const form = useForm(reminders, 'saveRules', {
    initial: { ...rest, days: counts('days'), hours: counts('hours') },
    prepare: ({ days, hours, ...values }: Values) => ({
      ...values,
      before: [...steps(days, 'days'), ...steps(hours, 'hours')],
    }),
    onDone: () => tell(m.reminders_settings_saved()),
  });
  // the server names the list; the two fields are what people see of it
  const wrong = Object.entries(form.errors).find(([path]) => path.startsWith('before'))?.[1];
  return (
    <Panel title={m.reminders_rules_title()}>
      <Form form={form} label={m.reminders_rules_title()}>
        <FieldCheck label={m.reminders_rules_on()} {...form.field('on')} />
        <div className="s-fields s-fields-3 rm-row">
          <FieldText
            label={m.reminders_rules_name()}
            hint={m.reminders_rules_nameHint()}
            {...form.field('name')}
            required
          />
          <FieldText label={m.reminders_rules_place()} {...form.field('place')} required />
          <FieldText label={m.reminders_rules_phone()} {...form.field('phone')} required />
        </div>
        <div className="s-fields s-fields-3 rm-row">
          <FieldCheck label={m.reminders_rules_confirmation()} {...form.field('confirmation')} />
          <FieldCheck label={m.reminders_rules_moved()} {...form.field('moved')} />
          <FieldCheck label={m.reminders_rules_cancelled()} {...form.field('cancelled')} />
        </div>
        <div className="s-fields s-fields-4 rm-row">
          <FieldText
            label={m.reminders_rules_days()}
            hint={m.reminders_rules_daysHint()}
            {...form.field('days')}
            error={wrong}
          />
          <FieldText label={m.reminders_rules_hours()} {...form.field('hours')} />
          <FieldTime
            label={m.reminders_rules_quietFrom()}
            hint={m.reminders_rules_quietHint()}
            {...form.field('quietFrom')}
          />
          <FieldTime label={m.reminders_rules_quietUntil()} {...form.field('quietUntil')} />
        </div>
        <FieldText
          label={m.reminders_rules_linkAddress()}
          hint={m.reminders_rules_linkHint()}
          {...form.field('linkAddress')}
        />
        <FieldCheck label={m.reminders_rules_byHand()} {...form.field('byHand')} />
        <FieldCheck label={m.reminders_rules_askFirst()} {...form.field('askFirst')} />
        <SaveBar form={form} />
      </Form>
    </Panel>
  );
}

/** `3, 1` as steps; what is no number goes to the server as one, which refuses it by name. */
function steps(text: string, unit: 'days' | 'hours') {
  const parts = text.split(/[,;\s]+/).filter(Boolean);
  return parts.map((part) => ({ unit, count: Number(part) || 0 }));
}
