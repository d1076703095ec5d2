import { m } from '#messages';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Go } from '#platform/web/router/link.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { scheduling } from '../contract.ts';
import type { Setup } from './answers.ts';

/** Notice, horizon, how long a chosen time is held, and how many of a session may be overbooked. */
export function RuleSettings({ setup }: { setup: Setup }) {
  const { leadMinutes, horizonDays, holdMinutes, overbookCap, rosterDecides } = setup.settings;
  const form = useForm(scheduling, 'saveSettings', {
    initial: {
      lead: String(leadMinutes),
      horizon: String(horizonDays),
      hold: String(holdMinutes),
      cap: String(overbookCap),
      roster: rosterDecides,
    },
    prepare: ({ lead, horizon, hold, cap, roster }) => ({
      leadMinutes: Number(lead),
      horizonDays: Number(horizon),
      holdMinutes: Number(hold),
      overbookCap: Number(cap),
      rosterDecides: roster,
    }),
    onDone: () => tell(m.scheduling_rules_saved()),
  });
  return (
    <Panel title={m.scheduling_rules_title()}>
      <div className="sc-rules">
        <Form form={form}>
          <FieldNumber
            label={m.scheduling_rules_lead()}
            unit={m.scheduling_minutesUnit()}
            {...form.field('lead')}
            error={form.errors.leadMinutes}
            required
          />
          <FieldNumber
            label={m.scheduling_rules_horizon()}
            unit={m.scheduling_daysUnit()}
            {...form.field('horizon')}
            error={form.errors.horizonDays}
            required
          />
          <FieldNumber
            label={m.scheduling_rules_hold()}
            unit={m.scheduling_minutesUnit()}
            {...form.field('hold')}
            error={form.errors.holdMinutes}
            required
          />
          <FieldNumber
            label={m.scheduling_rules_cap()}
            {...form.field('cap')}
            error={form.errors.overbookCap}
            required
          />
          <FieldCheck
            label={m.scheduling_rules_roster()}
            hint={m.scheduling_rules_rosterHint()}
            {...form.field('roster')}
          />
          <p className="sc-note">
            {m.scheduling_rules_who()} <Go to="/clinic/job-descriptions">{m.scheduling_rules_whoLink()}</Go>
          </p>
          <SaveBar form={form} />
        </Form>
      </div>
    </Panel>
  );
}
