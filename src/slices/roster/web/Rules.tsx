import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Go } from '#platform/web/router/link.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { roster } from '../contract.ts';

type Settings = OutputOf<typeof roster, 'setup'>['settings'];

/** Rest, hours and days off as the clinic lays them down, and what a broken rule does. */
export function Rules() {
  const read = useRead(roster, 'setup', {}, { refreshOn: ['roster.setupChanged'] });
  return <ReadView read={read}>{({ settings }) => <RulesForm settings={settings} />}</ReadView>;
}

const hours = (minutes: number) => String(minutes / 60);
const minutes = (text: string) => Math.round(Number(text.replace(',', '.')) * 60);

function RulesForm({ settings }: { settings: Settings }) {
  const form = useForm(roster, 'saveSettings', {
    initial: {
      ...{ rest: hours(settings.restMinutes), week: hours(settings.weekMinutes) },
      ...{ day: hours(settings.dayMinutes), sixDay: hours(settings.sixDayMinutes) },
      ...{ restDays: String(settings.restDays), broken: settings.broken as string },
      lastPerson: settings.lastPerson as string,
    },
    prepare: (values) => ({
      ...{ restMinutes: minutes(values.rest), weekMinutes: minutes(values.week) },
      ...{ dayMinutes: minutes(values.day), sixDayMinutes: minutes(values.sixDay) },
      restDays: Number(values.restDays),
      broken: values.broken as Settings['broken'],
      lastPerson: values.lastPerson as Settings['lastPerson'],
    }),
    onDone: () => tell(m.roster_rules_saved()),
  });
  const unit = m.roster_hoursUnit();
  const warnOrRefuse = [
    { value: 'warn', label: m.roster_rules_warn() },
    { value: 'refuse', label: m.roster_rules_refuse() },
  ];
  return (
    <div className="ro-rules">
      <p className="s-hint">{m.roster_rules_intro()}</p>
      <Form form={form}>
        <FieldNumber
          label={m.roster_rules_rest()}
          unit={unit}
          {...form.field('rest')}
          error={form.errors.restMinutes}
        />
        <FieldNumber
          label={m.roster_rules_week()}
          unit={unit}
          {...form.field('week')}
          error={form.errors.weekMinutes}
        />
        <FieldNumber
          label={m.roster_rules_day()}
          unit={unit}
          {...form.field('day')}
          error={form.errors.dayMinutes}
        />
        <FieldNumber
          label={m.roster_rules_sixDay()}
          unit={unit}
          {...form.field('sixDay')}
          error={form.errors.sixDayMinutes}
        />
        <FieldNumber label={m.roster_rules_restDays()} {...form.field('restDays')} />
        <FieldChips label={m.roster_rules_broken()} options={warnOrRefuse} {...form.field('broken')} />
        <FieldChips
          label={m.roster_rules_lastPerson()}
          options={warnOrRefuse}
          {...form.field('lastPerson')}
        />
        <p className="ro-note">
          {m.roster_rules_assist()} <Go to="/clinic/calendar">{m.roster_rules_assistLink()}</Go>
        </p>
        <SaveBar form={form} />
      </Form>
    </div>
  );
}
