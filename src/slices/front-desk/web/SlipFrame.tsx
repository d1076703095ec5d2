import { useRef } from 'react';
import { m } from '#messages';

/** Brings a paper to the browser's own printing, without leaving the page; out of sight, but not out of the layout, else it prints blank. */
export function SlipFrame({ url }: { url: string | undefined }) {
  const frame = useRef<HTMLIFrameElement>(null);
  if (!url) return null;
  return (
    <iframe
      key={url}
      ref={frame}
      className="fd-slip"
      title={m.frontDesk_greet_slip()}
      src={url}
      onLoad={() => frame.current?.contentWindow?.print()}
    />
  );
}
