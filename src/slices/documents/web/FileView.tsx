import { useEffect, useState } from 'react';
import { m } from '#messages';
import { problemOf } from './problem-of.ts';
import { Problem } from '#platform/web/ui/Problem.tsx';
import type { ContentType, Scan } from '../shared/codes.ts';

export const addressOf = (fileId: string) => `/api/documents/files/${fileId}`;

/**
 * A file as the browser shows it: fetched, since nobody may frame what the server answers, and shown from memory. Opening it
 * is kept, so it is fetched once for each time that it is looked at.
 */
export function FileView(props: { fileId: string; contentType: ContentType; scan: Scan; title: string }) {
  const { fileId, contentType, scan, title } = props;
  const [shown, setShown] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    setShown(undefined);
    setProblem(undefined);
    if (scan === 'waiting') return undefined;
    let made: string | undefined;
    const stop = new AbortController();
    const load = async () => {
      const answer = await fetch(addressOf(fileId), { signal: stop.signal });
      if (!answer.ok) throw await problemOf(answer);
      made = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: contentType }));
      setShown(made);
    };
    load().catch((error: unknown) => !stop.signal.aborted && setProblem(error));
    return () => {
      stop.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [fileId, contentType, scan]);
  if (scan === 'waiting') return <p className="doc-blank">{m.documents_error_notScannedYet()}</p>;
  if (problem) return <Problem problem={problem} keepFocus />;
  if (!shown) return <p className="doc-blank">{m.documents_view_loading()}</p>;
  return contentType === 'application/pdf' ? (
    <iframe className="doc-frame" title={title} src={shown} />
  ) : (
    <Picture src={shown} title={title} />
  );
}

/** Fitted to its place, and by a press in full size. */
function Picture({ src, title }: { src: string; title: string }) {
  const [full, setFull] = useState(false);
  return (
    <div className={full ? 'doc-picture doc-picture-full' : 'doc-picture'}>
      <button
        type="button"
        aria-label={full ? m.documents_view_fit() : m.documents_view_full()}
        onClick={() => setFull(!full)}
      >
        <img src={src} alt={title} />
      </button>
    </div>
  );
}
