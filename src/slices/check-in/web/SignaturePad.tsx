import { type PointerEvent, useEffect, useRef } from 'react';
import { m } from '#messages';
import { Big } from './SelfPage.tsx';

/** A field to sign in with a finger or a pen. Whoever cannot types her name instead. @param onSigned PNG, base64; '' when empty */
export function SignaturePad({ onSigned }: { onSigned: (picture: string) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  useEffect(() => {
    const pad = canvas.current;
    if (!pad) return;
    // one measure for all screens: a signature of any tablet stays below what is kept
    pad.width = 600;
    pad.height = Math.round((600 * pad.clientHeight) / Math.max(1, pad.clientWidth));
  }, []);
  const pointOf = (event: PointerEvent<HTMLCanvasElement>) => {
    const pad = event.currentTarget;
    const box = pad.getBoundingClientRect();
    const scale = pad.width / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const ink = event.currentTarget.getContext('2d');
    if (!ink) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    const { x, y } = pointOf(event);
    Object.assign(ink, { lineWidth: 3, lineCap: 'round', lineJoin: 'round', strokeStyle: '#12262b' });
    ink.beginPath();
    ink.moveTo(x, y);
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const ink = event.currentTarget.getContext('2d');
    if (!drawing.current || !ink) return;
    const { x, y } = pointOf(event);
    ink.lineTo(x, y);
    ink.stroke();
  };
  const end = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!drawing.current) return;
    drawing.current = false;
    onSigned(event.currentTarget.toDataURL('image/png').split(',')[1] ?? '');
  };
  const clear = () => {
    const pad = canvas.current;
    pad?.getContext('2d')?.clearRect(0, 0, pad.width, pad.height);
    onSigned('');
  };
  return (
    <div className="ci-field">
      <p className="ci-legend">{m.checkIn_form_sign()}</p>
      <canvas
        ref={canvas}
        className="ci-pad"
        role="img"
        aria-label={m.checkIn_form_padLabel()}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <Big tone="plain" onClick={clear}>
        {m.checkIn_form_clear()}
      </Big>
    </div>
  );
}
