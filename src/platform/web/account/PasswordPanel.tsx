import { useState } from 'react';
import { m } from '#messages';
import { identity } from '#platform/shared/identity-contract.ts';
import { call } from '../client/call.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { tell } from '../ui/undo.tsx';
import { readSession } from '../shell/session.ts';
import { ActDialog } from './ActDialog.tsx';
import type { PartProps } from './types.ts';

/** Password, and the PIN of the shared PC. */
export function PasswordPanel({ account, onChanged }: PartProps) {
  const [over, setOver] = useState<'password' | 'pin'>();
  const close = () => setOver(undefined);
  const done = (words: string) => {
    close();
    tell(words);
    onChanged();
    // whether a PIN opens the lock is known to the shell too
    void readSession().catch(() => undefined);
  };
  return (
    <Panel title={m.web_account_password()}>
      <div className="s-account-row">
        <p>{m.web_account_passwordText()}</p>
        <Button onClick={() => setOver('password')}>{m.web_account_changePassword()}</Button>
      </div>
      <div className="s-account-row">
        <p>{account.hasPin ? m.web_account_pinSet() : m.web_account_pinNone()}</p>
        <Button onClick={() => setOver('pin')}>
          {account.hasPin ? m.web_account_changePin() : m.web_account_setPin()}
        </Button>
      </div>
      {over === 'password' && (
        <ActDialog
          title={m.web_account_changePassword()}
          act={m.web_account_changePassword()}
          text={m.web_account_othersEnd()}
          extra={{
            path: 'newPassword',
            label: m.web_link_newPassword(),
            hint: m.web_link_newPasswordHint(),
            secret: 'new-password',
          }}
          run={async (password, newPassword) => {
            await call(identity, 'changePassword', { password, newPassword });
            done(m.web_account_passwordChanged());
          }}
          onClose={close}
        />
      )}
      {over === 'pin' && (
        <ActDialog
          title={account.hasPin ? m.web_account_changePin() : m.web_account_setPin()}
          act={account.hasPin ? m.web_account_changePin() : m.web_account_setPin()}
          extra={{ path: 'pin', label: m.web_account_newPin(), hint: m.web_account_pinHint(), digits: true }}
          run={async (password, pin) => {
            await call(identity, 'setPin', { password, pin });
            done(m.web_account_pinChanged());
          }}
          onClose={close}
        />
      )}
    </Panel>
  );
}
