import { m } from '#messages';
import { formatTime } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { frontDesk } from '../contract.ts';
import './front-desk.css';
import { useAnnounced } from './use-announced.ts';
import { useNow } from './use-now.ts';
import { useVoice } from './voice.ts';
import { VoiceSwitch } from './VoiceSwitch.tsx';

/** The lobby's screen: whose number goes where, and who waits. It shows the age of what it shows. */
export default function Wall() {
  const read = useRead(frontDesk, 'wallBoard', {}, { refreshOn: ['frontDesk.'] });
  const now = useNow(read);
  const locale = useLocale();
  const { clinic } = useMe();
  const clock = (at: string) => formatTime(at, locale, clinic.zone).replace(/ W(IB|ITA|IT)$/, '');
  const [voice, setVoice] = useVoice();
  useAnnounced(read.data?.called, voice);
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
                    <span>
                      {one.stepLabel}
                      {one.predictedAt && (
                        <small className="s-figures">
                          {m.frontDesk_wall_about({ time: clock(one.predictedAt) })}
                        </small>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          </div>
        )}
      </ReadView>
      <VoiceSwitch value={voice} onChange={setVoice} />
    </div>
  );
}
