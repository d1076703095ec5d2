import { useState } from 'react';
import { m } from '#messages';
import { Page } from '#platform/web/ui/Page.tsx';
import { Tabs } from '#platform/web/ui/Tabs.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Careers } from './Careers.tsx';
import { Cohorts } from './Cohorts.tsx';
import { Plans } from './Plans.tsx';
import { Practica } from './Practica.tsx';
import { SetUp } from './SetUp.tsx';
import './training.css';

const tabs = {
  practica: { label: m.training_office_practica, Shown: Practica },
  plans: { label: m.training_office_plans, Shown: Plans },
  cohorts: { label: m.training_office_cohorts, Shown: Cohorts },
  careers: { label: m.training_office_careers, Shown: Careers },
  setUp: { label: m.training_office_setUp, Shown: SetUp },
};
type Tab = keyof typeof tabs;

/** Everybody who learns here, for the instructor and the manager. */
export default function Training({ search }: ScreenProps) {
  const asked = search.tab ?? '';
  const [tab, setTab] = useState<Tab>(asked in tabs ? (asked as Tab) : 'practica');
  const { Shown } = tabs[tab];
  return (
    <Page title={m.training_office_title()}>
      <Tabs
        label={m.training_office_title()}
        tabs={Object.entries(tabs).map(([id, one]) => ({ id, label: one.label() }))}
        value={tab}
        onChange={(id) => setTab(id as Tab)}
      >
        <Shown />
      </Tabs>
    </Page>
  );
}
