import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { DocumentView } from '../contract.ts';
import { CorrectForm } from './CorrectForm.tsx';
import { DocumentActs } from './DocumentActs.tsx';
import { FileView } from './FileView.tsx';
import { MoveForm } from './MoveForm.tsx';
import { stateOf } from './words.ts';

/** The document that is read, with what is known of it and what may be done next. */
export function Opened({ one }: { one: DocumentView }) {
  const [asked, setAsked] = useState<'correct' | 'move'>();
  const close = () => setAsked(undefined);
  return (
    <article className="doc-opened" aria-label={one.typeLabel}>
      <header className="doc-opened-head">
        <Facts one={one} />
        <DocumentActs one={one} onAsk={setAsked} />
      </header>
      <Content one={one} />
      <Dialog title={m.documents_correct()} open={asked === 'correct'} onClose={close}>
        <CorrectForm one={one} onDone={close} />
      </Dialog>
      <Dialog title={m.documents_move()} open={asked === 'move'} onClose={close}>
        <MoveForm one={one} onDone={close} />
      </Dialog>
    </article>
  );
}

function Facts({ one }: { one: DocumentView }) {
  const locale = useLocale();
  const { words, tone } = stateOf(one);
  return (
    <div className="doc-facts">
      <h2>
        {one.typeLabel}
        {one.title && `: ${one.title}`}
      </h2>
      <p>
        <SignalBadge tone={tone}>{words}</SignalBadge>{' '}
        {m.documents_servedOn({ date: formatPlainDate(one.servedOn, locale, 'short') })}
        {one.source && ` · ${one.source}`} · {m.documents_pages({ count: one.pages })}
      </p>
      <p className="doc-soft">
        {m.documents_filedBy({ name: one.filedBy })} <When at={one.filedAt} />
        {one.reviewed && ` · ${m.documents_reviewedBy({ name: one.reviewed.name })}`}
        {one.signed && ` · ${m.documents_signedBy({ name: one.signed.name })}`}
        {one.office && ` · ${m.documents_office()}`}
      </p>
      {one.reason && <p className="doc-soft">{m.documents_reasonWas({ reason: one.reason })}</p>}
    </div>
  );
}

function Content({ one }: { one: DocumentView }) {
  const { fileId, contentType, scan } = one;
  if (one.status === 'entered-in-error') return <p className="doc-blank">{m.documents_state_errorText()}</p>;
  // who may open it is told so by the server; who may not is told before she asks
  if (!one.opens && scan !== 'waiting') return <p className="doc-blank">{m.documents_view_notYours()}</p>;
  return (
    <FileView {...{ fileId, contentType, scan }} title={m.documents_view_frame({ type: one.typeLabel })} />
  );
}
