import { IconPlugConnectedX, IconPointFilled } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { m } from '#messages';
import { useAway } from '../client/reach.ts';
import { useConnection } from '../client/use-push.ts';
import { useLocale } from '../language.ts';

/** Says when the screen is no longer live, and how old it is. A short break says nothing. */
export function ConnectionState() {
  const { state, liveAtMs } = useConnection();
  const locale = useLocale();
  const [late, setLate] = useState(false);
  const away = useAway();
  const cut = state === 'cut' || away;
  useEffect(() => {
    setLate(false);
    if (!cut) return;
    const timer = setTimeout(() => setLate(true), 2_500);
    return () => clearTimeout(timer);
  }, [cut]);
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(liveAtMs);
  return (
    <span className="s-connection" role="status">
      {cut && late && (
        <span className="s-signal s-signal-amber">
          <IconPlugConnectedX size={16} aria-hidden />
          <span>{m.web_connection_cut({ time })}</span>
        </span>
      )}
      {state === 'live' && !away && (
        <span className="s-live">
          <IconPointFilled size={16} aria-hidden />
          <span className="s-hidden">{m.web_connection_live()}</span>
        </span>
      )}
    </span>
  );
}
