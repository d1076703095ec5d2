import { useEffect } from 'react';
import { m } from '#messages';
import { identity } from '#platform/shared/identity-contract.ts';
import { useRead } from '../client/use-read.ts';
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx';
import { useMe } from '../shell/session.ts';
import { Slot } from '../slots/Slot.tsx';
import { Page } from '../ui/Page.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ReadView } from '../ui/ReadView.tsx';
import { AppPanel } from './AppPanel.tsx';
import { PasskeyPanel } from './PasskeyPanel.tsx';
import { PasswordPanel } from './PasswordPanel.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';
import './account.css';

/** One's own page: password, PIN, second step, passkeys, language, and where one is signed in. */
export default function AccountPage() {
  const me = useMe();
  const account = useRead(identity, 'readAccount', {}, { refreshOn: ['identity.'] });
  useEffect(() => {
    document.title = `${m.web_account_title()} · Serambi`;
  });
  return (
    <Page title={m.web_account_title()}>
      <ReadView read={account} rows={10}>
        {(data) => (
          <div className="s-account">
            <Panel title={me.name} actions={<LanguageSwitch />}>
              <p className="s-account-line">
                {m.web_account_login({ login: data.login })} · {me.clinic.name}
              </p>
            </Panel>
            <PasswordPanel account={data} onChanged={account.refresh} />
            <Slot name="account.more" props={{}} />
            <AppPanel account={data} onChanged={account.refresh} />
            <PasskeyPanel account={data} onChanged={account.refresh} />
            <SessionsPanel account={data} onChanged={account.refresh} />
          </div>
        )}
      </ReadView>
    </Page>
  );
}
