import { useEffect, useRef, useState } from 'react';

/**
 * Brings a PDF of ours to the browser's own printing without leaving the page. The server lets nobody frame its answers,
 * so the paper is fetched and shown from memory; a browser that cannot print from there opens it in a tab.
 * `url` is `undefined` until there is something to print; the same paper again has another copy number in it.
 */
export function PaperFrame({ url, title }: { url: string | undefined; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [shown, setShown] = useState<string>();
  useEffect(() => {
    if (!url) return;
    let made: string | undefined;
    const stop = new AbortController();
    const load = async () => {
      const answer = await fetch(url, { signal: stop.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      made = URL.createObjectURL(await answer.blob());
      setShown(made);
    };
    load().catch(() => (stop.signal.aborted ? undefined : open(url, '_blank', 'noopener')));
    return () => {
      stop.abort();
      setShown(undefined);
      if (made) URL.revokeObjectURL(made);
    };
  }, [url]);
  if (!shown) return null;
  const print = () => {
    try {
      frame.current?.contentWindow?.print();
    } catch {
      open(url, '_blank', 'noopener');
    }
  };
  // out of sight but not out of the layout: a hidden frame prints blank
  return (
    <iframe key={shown} ref={frame} className="s-paper-frame" title={title} src={shown} onLoad={print} />
  );
}
