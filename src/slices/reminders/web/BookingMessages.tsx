import { m } from '#messages';
import { formatDateTime } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Message, reminders } from '../contract.ts';
import { channelWords, codeWords, kindWords, stateWords, toneOf } from './words.ts';
import './reminders.css';

/** In a booking's dialog: whether she confirmed, what became of the last message, and when the next one goes. */
export default function BookingMessages(props: { visitId: string; patientId: string }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const { data } = useRead(
    reminders,
    'patientMessages',
    { patientId: props.patientId, visitId: props.visitId },
    { refreshOn: ['reminders.messageChanged', 'reminders.visitConfirmed', 'scheduling.visit'] },
  );
  if (!data) return null;
  const at = (instant: string) => formatDateTime(instant, locale, zone, 'short');
  const [last] = data.messages;
  const [confirmed] = data.confirmed;
  const [next] = data.next;
  return (
    <section className="rm-booking" aria-label={m.reminders_panel_title()}>
      <strong>{m.reminders_panel_title()}</strong>
      {confirmed && (
        <SignalBadge tone="green">{m.reminders_panel_confirmedAt({ at: at(confirmed.at) })}</SignalBadge>
      )}
      {last ? <LastMessage message={last} at={at} /> : <span>{m.reminders_panel_none()}</span>}
      {next && <span>{m.reminders_panel_next({ at: at(next.at) })}</span>}
    </section>
  );
}

function LastMessage(props: { message: Message; at: (instant: string) => string }) {
  const { message } = props;
  const what = [
    kindWords(message.kind),
    message.channel && channelWords(message.channel),
    props.at(message.endedAt ?? message.at),
    message.code && codeWords(message.code),
  ];
  return (
    <span>
      <SignalBadge tone={toneOf(message.state)}>{stateWords(message.state)}</SignalBadge>{' '}
      {what.filter(Boolean).join(' · ')}
    </span>
  );
}
