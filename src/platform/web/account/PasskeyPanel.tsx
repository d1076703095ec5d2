import { useState } from 'react';
import { m } from '#messages';
import { identity } from '#platform/shared/identity-contract.ts';
import { call } from '../client/call.ts';
import { passkeysPossible } from '../shell/entering.ts';
import { makePasskey } from '../shell/passkey.ts';
import { RecoveryCodes } from '../shell/RecoveryCodes.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Panel } from '../ui/Panel.tsx';
import { tell } from '../ui/undo.tsx';
import { When } from '../ui/When.tsx';
import { ActDialog } from './ActDialog.tsx';
import type { Account, PartProps } from './types.ts';

type Passkey = Account['passkeys'][number];
type Over = 'add' | { remove: Passkey } | { codes: string[] };

/** Passkeys: a finger, a face or a key in place of the password. */
export function PasskeyPanel({ account, onChanged }: PartProps) {
  const [over, setOver] = useState<Over>();
  const possible = account.passkeysWorkHere && passkeysPossible();
  const close = () => {
    setOver(undefined);
    onChanged();
  };
  const add = async (password: string, name: string) => {
    const { options } = await call(identity, 'beginPasskey', { password });
    const response = await makePasskey(options);
    if (!response) return tell(m.web_account_passkeyNotMade());
    const { recoveryCodes } = await call(identity, 'addPasskey', { response, name });
    tell(m.web_account_passkeyAdded());
    if (recoveryCodes.length > 0) setOver({ codes: recoveryCodes });
    else close();
  };
  return (
    <Panel
      title={m.web_account_passkeys()}
      actions={possible && <Button onClick={() => setOver('add')}>{m.web_account_addPasskey()}</Button>}
    >
      <p className="s-account-line">
        {possible ? m.web_account_passkeysText() : m.web_account_passkeysNotHere()}
      </p>
      <ul className="s-account-list">
        {account.passkeys.map((one) => (
          <li key={one.id} className="s-account-row">
            <p>
              <strong>{one.name}</strong> · {one.site}
              <span className="s-hint">
                {' '}
                {m.web_account_made()} <When at={one.createdAt} as="date" />
                {one.usedAt && (
                  <>
                    {' '}
                    · {m.web_account_lastUsed()} <When at={one.usedAt} />
                  </>
                )}
              </span>
            </p>
            <Button small onClick={() => setOver({ remove: one })}>
              {m.web_account_removePasskey()}
            </Button>
          </li>
        ))}
      </ul>
      {over === 'add' && (
        <ActDialog
          title={m.web_account_addPasskey()}
          act={m.web_account_goOn()}
          text={m.web_account_addPasskeyText()}
          extra={{
            path: 'name',
            label: m.web_account_passkeyName(),
            hint: m.web_account_passkeyNameHint(),
            first: true,
          }}
          run={add}
          onClose={close}
        />
      )}
      {typeof over === 'object' && 'remove' in over && (
        <ActDialog
          title={m.web_account_removeNamed({ name: over.remove.name })}
          act={m.web_account_removePasskey()}
          run={async (password) => {
            await call(identity, 'removePasskey', { id: over.remove.id, password });
            tell(m.web_account_passkeyRemoved());
            close();
          }}
          onClose={close}
        />
      )}
      {typeof over === 'object' && 'codes' in over && (
        <Dialog title={m.web_factor_recoveryTitle()} open onClose={close} size="small">
          <RecoveryCodes codes={over.codes} onDone={close} />
        </Dialog>
      )}
    </Panel>
  );
}
