import { useState } from 'react';
import { m } from '#messages';
import { identity } from '#platform/shared/identity-contract.ts';
import { call } from '../client/call.ts';
import { EnrolApp } from '../shell/EnrolApp.tsx';
import { changeOwn } from '../shell/entering.ts';
import { RecoveryCodes } from '../shell/RecoveryCodes.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Panel } from '../ui/Panel.tsx';
import { SignalBadge } from '../ui/Signal.tsx';
import { tell } from '../ui/undo.tsx';
import { When } from '../ui/When.tsx';
import { ActDialog } from './ActDialog.tsx';
import type { PartProps } from './types.ts';

type Over = 'begin' | 'remove' | 'codes' | { made: { secret: string; uri: string } } | { codes: string[] };

/** The second step at sign-in: an app that shows codes, and the recovery codes for a lost telephone. */
export function AppPanel({ account, onChanged }: PartProps) {
  const [over, setOver] = useState<Over>();
  const { totpSince, recoveryCodesLeft, factor } = account;
  const close = () => {
    setOver(undefined);
    onChanged();
  };
  const any = totpSince !== undefined || account.passkeys.length > 0;
  const title = totpSince ? m.web_account_newPhone() : m.web_account_setUpApp();
  return (
    <Panel title={m.web_account_app()}>
      <div className="s-account-row">
        <p>
          {totpSince ? (
            <>
              <SignalBadge tone="green">{m.web_account_on()}</SignalBadge> {m.web_account_since()}{' '}
              <When at={totpSince} as="date" />
            </>
          ) : (
            m.web_account_appNone()
          )}
          {factor === 'required' && <span className="s-hint"> {m.web_account_required()}</span>}
          {factor === 'off' && <span className="s-hint"> {m.web_account_off()}</span>}
        </p>
        {factor !== 'off' && <Button onClick={() => setOver('begin')}>{title}</Button>}
        {totpSince && factor !== 'required' && (
          <Button onClick={() => setOver('remove')}>{m.web_account_removeApp()}</Button>
        )}
      </div>
      {any && (
        <div className="s-account-row">
          <p>{m.web_account_codesLeft({ count: recoveryCodesLeft })}</p>
          <Button onClick={() => setOver('codes')}>{m.web_account_newCodes()}</Button>
        </div>
      )}
      {over === 'begin' && (
        <ActDialog
          title={title}
          act={m.web_account_goOn()}
          text={m.web_account_othersEnd()}
          run={async (password) => setOver({ made: await call(identity, 'beginTotp', { password }) })}
          onClose={close}
        />
      )}
      {over === 'remove' && (
        <ActDialog
          title={m.web_account_removeApp()}
          act={m.web_account_removeApp()}
          text={m.web_account_removeAppText()}
          run={async (password) => {
            await call(identity, 'removeTotp', { password });
            tell(m.web_account_appRemoved());
            close();
          }}
          onClose={close}
        />
      )}
      {over === 'codes' && (
        <ActDialog
          title={m.web_account_newCodes()}
          act={m.web_account_newCodes()}
          text={m.web_account_newCodesText()}
          run={async (password) => {
            const { recoveryCodes } = await call(identity, 'makeRecoveryCodes', { password });
            setOver({ codes: recoveryCodes });
          }}
          onClose={close}
        />
      )}
      {typeof over === 'object' && (
        <Dialog
          title={'made' in over ? title : m.web_factor_recoveryTitle()}
          open
          onClose={close}
          size="small"
        >
          {'made' in over ? (
            <EnrolApp
              begin={() => Promise.resolve(over.made)}
              confirm={async (code) =>
                (await changeOwn(() => call(identity, 'confirmTotp', { code }))).recoveryCodes
              }
              onDone={close}
              onLeave={close}
              leaveWords={m.web_cancel()}
            />
          ) : (
            <RecoveryCodes codes={over.codes} onDone={close} />
          )}
        </Dialog>
      )}
    </Panel>
  );
}
