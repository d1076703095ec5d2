import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { reminders } from '../contract.ts';
import { channelWords } from './words.ts';
import './reminders.css';

/** Whether the patient will be told of the new time, so that whoever moves the booking knows to tell her. */
export default function ToldOfMove({ visitId }: { visitId: string }) {
  const { data } = useRead(reminders, 'tellsOfMove', { visitId });
  if (!data) return null;
  if (data.channel === null) {
    const why = data.why ?? 'noChannel';
    const words = why === 'off' || why === 'notToldBefore' ? toldWords(why) : m[`reminders_code_${why}`]();
    return (
      <div className="rm-told">
        <SignalBadge tone="amber">{m.reminders_told_not({ why: words })}</SignalBadge>
      </div>
    );
  }
  const channel = channelWords(data.channel);
  return (
    <div className="rm-told">
      <SignalBadge tone="green">
        {data.by === 'hand' ? m.reminders_told_byHand({ channel }) : m.reminders_told_by({ channel })}
      </SignalBadge>
    </div>
  );
}

function toldWords(why: 'off' | 'notToldBefore'): string {
  return { off: m.reminders_told_off, notToldBefore: m.reminders_told_notBefore }[why]();
}
