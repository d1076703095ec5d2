import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { reminders } from '../contract.ts';
import { GatewayForm } from './GatewayForm.tsx';
import { MailForm } from './MailForm.tsx';
import { RulesForm } from './RulesForm.tsx';
import { TextsForm } from './TextsForm.tsx';
import './reminders.css';

/** What patients are told, when, by which way, and in which words. */
export default function Settings() {
  const read = useRead(reminders, 'settings', {}, { refreshOn: ['reminders.settingsChanged'] });
  return (
    <Page title={m.reminders_settings_title()}>
      <ReadView read={read} rows={8}>
        {(shown) => (
          <div className="rm-stack">
            <RulesForm rules={shown.rules} />
            <MailForm mail={shown.mail} />
            <GatewayForm gateway={shown.gateway} />
            <TextsForm templates={shown.templates} />
          </div>
        )}
      </ReadView>
    </Page>
  );
}
