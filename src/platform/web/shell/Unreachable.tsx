import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { m } from '#messages';
import { Button } from '../ui/Button.tsx';
import { startSession } from './session.ts';

/** The page opened, but the clinic's server does not answer. */
export function Unreachable() {
  useEffect(() => {
    const again = () => void startSession();
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, []);
  return (
    <main className="s-cover">
      <div className="s-card">
        <IconPlugConnectedX size={40} aria-hidden />
        <h1>{m.web_unreachable_title()}</h1>
        <p>{m.web_unreachable_text()}</p>
        <Button tone="primary" onClick={() => void startSession()}>
          {m.web_tryAgain()}
        </Button>
      </div>
    </main>
  );
}
