import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { formatTime } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { frontDesk } from '../contract.ts';
import { chime } from './chime.ts';
import './front-desk.css';
import { useNow } from './use-now.ts';

/** The lobby's screen: whose number goes where, and who waits. It shows the age of what it shows. */
export default function Wall() {
  const read = useRead(frontDesk, 'wallBoard', {}, { refreshOn: ['frontDesk.'] });
  const now = useNow(read);
  const locale = useLocale();
  const { clinic } = useMe();
  const calls = read.data?.called.map((one) => one.callId).join('\n');
  useChime(calls);
  return (
    <div className="fd-wall">
      <header>
        <h1>{clinic.name}</h1>
        <p className="s-figures">{formatTime(now, locale, clinic.zone)}</p>
      </header>
      <ReadView read={read}>
        {({ called, waiting }) => (
          <div className="fd-wall-halves">
            <section aria-label={m.frontDesk_wall_called()}>
              <h2>{m.frontDesk_wall_called()}</h2>
              <ul className="fd-wall-called" aria-live="polite">
                {called.map((one) => (
                  <li key={one.callId}>
                    <strong className="s-figures">{one.shown}</strong>
                    <span>{one.room}</span>
                  </li>
                ))}
              </ul>
            </section>
            <section aria-label={m.frontDesk_wall_waiting()}>
              <h2>{m.frontDesk_wall_waiting()}</h2>
              {waiting.length === 0 && <p>{m.frontDesk_wall_nobody()}</p>}
              <ul className="fd-wall-waiting">
                {waiting.map((one) => (
                  <li key={one.callId}>
                    <strong className="s-figures">{one.shown}</strong>
                    <span>{one.stepLabel}</span>
                  </li>
                ))}
              </ul>
            </section>
          </div>
        )}
      </ReadView>
    </div>
  );
}

/** Sounds once for each new call; what was on the wall when it was opened is no call. */
function useChime(calls: string | undefined): void {
  const heard = useRef<Set<string>>(undefined);
  useEffect(() => {
    if (calls === undefined) return;
    const now = calls.split('\n').filter(Boolean);
    const before = heard.current;
    heard.current = new Set(now);
    if (before && now.some((call) => !before.has(call))) chime();
  }, [calls]);
}
