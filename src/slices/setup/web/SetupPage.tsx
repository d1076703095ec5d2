import { useEffect, useState } from 'react';
import { m } from '#messages';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { pressKey } from '#platform/web/keys/keys.ts';
import { chooseLanguage, readSession } from '#platform/web/shell/session.ts';
import { useLanguage } from '#platform/web/language.ts';
import { Cover } from '#platform/web/shell/Cover.tsx';
import type { EntranceProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Loading } from '#platform/web/ui/Loading.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { backups } from '#slices/backups/contract.ts';
import { devices } from '#slices/devices/contract.ts';
import { setup } from '../contract.ts';
import { KeepKey } from './KeepKey.tsx';
import { SetupForm } from './SetupForm.tsx';
import './setup.css';

/** Where an empty Serambi becomes a clinic. The code stands behind the `#` of the address in the terminal. */
export default function SetupPage({ onLeave }: EntranceProps) {
  const language = useLanguage();
  const [code] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const [groups, setGroups] = useState<string[]>();
  const state = useRead(setup, 'state', {});
  useEffect(() => {
    // the frame that listens for keys stands around signed-in screens only
    const press = (event: KeyboardEvent) => void pressKey(event, '');
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const enter = async (spoken: 'en' | 'id', network: boolean) => {
    await readSession();
    // the clinic is there whatever becomes of this; Clinic › Devices offers it again
    if (network) await call(devices, 'openNetwork', {}).catch((problem) => tell(problemWords(problem)));
    if (spoken !== language) await chooseLanguage(language);
    // where backups are not ours, or the terminal has shown the key already, there is none
    const { groups: shown } = await call(backups, 'recoveryKey', {}).catch(() => ({ groups: null }));
    if (shown) setGroups(shown);
    else onLeave();
  };
  if (groups)
    return (
      <Cover>
        <div className="s-card su-card">
          <KeepKey groups={groups} onDone={onLeave} />
        </div>
      </Cover>
    );
  return (
    <Cover>
      <div className="s-card su-card">
        {state.loading && <Loading rows={6} />}
        <Problem problem={state.problem} onRetry={state.refresh} />
        {state.data?.needed === false && (
          <>
            <h1>{m.setup_page_exists()}</h1>
            <p>{m.setup_page_existsText()}</p>
            <Button tone="primary" onClick={onLeave}>
              {m.setup_page_toSignIn()}
            </Button>
          </>
        )}
        {state.data?.needed && (
          <SetupForm code={code} onOpened={(spoken, network) => void enter(spoken, network)} />
        )}
      </div>
    </Cover>
  );
}
