import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Tabs } from '#platform/web/ui/Tabs.tsx';
import { reminders } from '../contract.ts';
import { GatewayForm } from './GatewayForm.tsx';
import { MailForm } from './MailForm.tsx';
import { RulesForm } from './RulesForm.tsx';
import { TextsForm } from './TextsForm.tsx';
import './reminders.css';

/** What patients are told, when, by which way, and in which words. One form at a time, so that `Ctrl Enter` is its own. */
export default function Settings() {
  const [tab, setTab] = useState('rules');
  const read = useRead(reminders, 'settings', {}, { refreshOn: ['reminders.settingsChanged'] });
  return (
    <Page title={m.reminders_settings_title()}>
      <Tabs
        label={m.reminders_settings_title()}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'rules', label: m.reminders_rules_tab() },
          { id: 'mail', label: m.reminders_mail_title() },
          { id: 'gateway', label: m.reminders_gateway_tab() },
          { id: 'texts', label: m.reminders_texts_title() },
        ]}
      >
        <ReadView read={read} rows={8}>
          {(shown) => (
            <>
              {tab === 'rules' && <RulesForm rules={shown.rules} />}
              {tab === 'mail' && <MailForm mail={shown.mail} />}
              {tab === 'gateway' && <GatewayForm gateway={shown.gateway} />}
              {tab === 'texts' && <TextsForm templates={shown.templates} />}
            </>
          )}
        </ReadView>
      </Tabs>
    </Page>
  );
}
