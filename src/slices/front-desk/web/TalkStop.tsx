import { IconAlertOctagonFilled } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { useLanguage } from '#platform/web/language.ts';
import type { TalkChannel, TalkState } from './talk-types.ts';

/** What to do now, instead of the next question. It takes the focus, so that it is heard as well as seen. */
export function TalkStop({ talk, channel }: { talk: TalkState; channel: TalkChannel }) {
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const { stop, emergencyNumber: number } = talk;
  useEffect(() => box.current?.focus(), []);
  if (!stop) return null;
  const question = talk.asked.find((one) => one.code === stop.code);
  const said =
    stop.level === 'urgent'
      ? m.frontDesk_talk_stopUrgent()
      : channel === 'telephone'
        ? m.frontDesk_talk_stopTelephone({ number })
        : m.frontDesk_talk_stopCounter();
  return (
    <div className="fd-stop" role="alert" tabIndex={-1} ref={box}>
      <IconAlertOctagonFilled size={28} aria-hidden />
      <div>
        <p className="fd-stop-word">{said}</p>
        {question && <p>{m.frontDesk_alert_said({ what: question[language] })}</p>}
        <p>{m.frontDesk_talk_stopText()}</p>
        {stop.level === 'emergency' && <p className="fd-stop-word">{m.frontDesk_talk_dial({ number })}</p>}
      </div>
    </div>
  );
}
