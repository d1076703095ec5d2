import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { SelfPage } from './SelfPage.tsx';

const againMs = 5000;

/**
 * What to do now, and nothing else: in the lobby the desk is near, at home the ambulance is.
 * @param tell tells the clinic; tried until it went through, and only then said to have
 */
export function Stop(props: { way: 'kiosk' | 'phone'; number: string; tell: () => Promise<unknown> }) {
  const { way, number } = props;
  const [told, setTold] = useState(false);
  const tell = useRef(props.tell);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const attempt = () =>
      tell.current().then(
        () => setTold(true),
        () => {
          if (!over) timer = setTimeout(attempt, againMs);
        },
      );
    void attempt();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  const kiosk = way === 'kiosk';
  return (
    <SelfPage title={kiosk ? m.checkIn_stop_kiosk() : m.checkIn_stop_phone({ number })} tone="red">
      {!kiosk && (
        <p>
          <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
        </p>
      )}
      <p>{kiosk ? m.checkIn_stop_kioskText() : m.checkIn_stop_phoneText()}</p>
      <p role="status">{told && (kiosk ? m.checkIn_stop_kioskTold() : m.checkIn_stop_phoneTold())}</p>
    </SelfPage>
  );
}
