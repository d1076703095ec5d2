import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { Big } from './SelfPage.tsx';

/** Hides what stands below before it is cleared: whoever walks by reads nothing of it. */
export function IdleCover({ left, onStay }: { left: number; onStay: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  return (
    <div className="ci-idle" role="alertdialog" aria-modal="true" aria-labelledby="ci-idle-title" ref={box}>
      <div>
        <h2 id="ci-idle-title">{m.checkIn_idle_title()}</h2>
        <p>{m.checkIn_idle_text({ count: Math.max(0, left) })}</p>
        <Big tone="primary" onClick={onStay}>
          {m.checkIn_idle_stay()}
        </Big>
      </div>
    </div>
  );
}
