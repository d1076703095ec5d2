import { m } from '#messages';
import { SelfPage } from './SelfPage.tsx';

/** What to do now, and nothing else: in the lobby the desk is near, at home the ambulance is. */
export function Stop({ way, number }: { way: 'kiosk' | 'phone'; number: string }) {
  if (way === 'kiosk')
    return (
      <SelfPage title={m.checkIn_stop_kiosk()} tone="red">
        <p>{m.checkIn_stop_kioskText()}</p>
      </SelfPage>
    );
  return (
    <SelfPage title={m.checkIn_stop_phone({ number })} tone="red">
      <p>
        <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
      </p>
      <p>{m.checkIn_stop_phoneText()}</p>
    </SelfPage>
  );
}
