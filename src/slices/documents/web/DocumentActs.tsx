import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type DocumentView, documents } from '../contract.ts';
import { addressOf } from './FileView.tsx';

/** The one next act, if it is hers, and then how to put right. */
export function DocumentActs({
  one,
  onAsk,
}: {
  one: DocumentView;
  onAsk: (what: 'correct' | 'move') => void;
}) {
  const go = useGo();
  const may = {
    ...{ file: useMay('documents.file'), move: useMay('documents.move') },
    ...{ review: useMay('documents.review'), sign: useMay('documents.sign') },
  };
  const review = useAct(documents, 'reviewDocument');
  const sign = useAct(documents, 'signDocument');
  const { documentId, version, waitsFor, patientId } = one;
  const signs = waitsFor === 'signature' && may.sign && one.opens;
  const reviews = waitsFor !== undefined && may.review && !one.reviewed && one.opens && !signs;
  const done = (words: string) => () => tell(words);
  const run = () =>
    signs
      ? sign.run({ documentId, version }).then(done(m.documents_signed()), () => undefined)
      : review.run({ documentId, version }).then(done(m.documents_reviewed()), () => undefined);
  const label = signs ? m.documents_sign() : m.documents_review();
  useKeys({ s: signs || reviews ? { label, run: () => void run() } : undefined });
  const stands = one.status === 'current';
  return (
    <div className="doc-acts">
      {(signs || reviews) && (
        <Button
          small
          tone="primary"
          keys="S"
          pending={sign.pending || review.pending}
          onClick={() => void run()}
        >
          {label}
        </Button>
      )}
      {stands && may.file && (
        <Button small onClick={() => onAsk('correct')}>
          {m.documents_correct()}
        </Button>
      )}
      {stands && may.file && (
        <Button
          small
          tone="plain"
          onClick={() => go(`/patients/${patientId}/documents/new?replaces=${documentId}`)}
        >
          {m.documents_add_replace()}
        </Button>
      )}
      {stands && may.move && (
        <Button small tone="plain" onClick={() => onAsk('move')}>
          {m.documents_move()}
        </Button>
      )}
      {one.opens && (
        <a className="s-button s-button-plain s-button-small" href={addressOf(one.fileId)} download>
          {m.documents_view_save()}
        </a>
      )}
      <Problem problem={sign.problem ?? review.problem} />
    </div>
  );
}
