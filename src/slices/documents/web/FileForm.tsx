import { m } from '#messages';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type DocumentView, documents, type FileView } from '../contract.ts';
import type { Confirmation } from '../shared/codes.ts';
import { Confirm, useShown } from './Confirm.tsx';
import { blankIndex, IndexFields, type IndexValues } from './IndexFields.tsx';
import { PickPatient } from './PickPatient.tsx';

export interface Older {
  documentId: string;
  version: number;
  index: IndexValues;
}

/** Files one file to one patient; the banner of whoever is chosen stands above the screen meanwhile. */
export function FileForm(props: {
  file: FileView;
  patientId: string | undefined;
  /** Absent where the chart or the visit already says whose it is. */
  onPatient?: (patientId: string | undefined) => void;
  type?: string | undefined;
  onType?: (type: string | undefined) => void;
  visitId?: string | undefined;
  replaces?: Older | undefined;
  onDone: (document: DocumentView) => void;
}) {
  const { file, patientId, onPatient, visitId, replaces } = props;
  const shown = useShown(patientId);
  const form = useForm(documents, 'fileDocument', {
    draft: `documents.fileDocument/${file.fileId}`,
    initial: {
      index: { ...blankIndex, ...replaces?.index, ...(props.type && { type: props.type }) },
      confirmed: { by: '' },
    },
    prepare: ({ index, confirmed }) => ({
      ...{ fileId: file.fileId, patientId: patientId ?? '', index },
      // an answer that was not given has no code
      confirmed: { name: '', birthDate: '', ...shown, by: (confirmed.by || undefined) as Confirmation },
      ...(visitId && { visitId }),
      ...(replaces && { replaces: { documentId: replaces.documentId, version: replaces.version } }),
    }),
    onDone: ({ document }) => {
      tell(m.documents_file_done({ type: document.typeLabel }));
      props.onDone(document);
    },
  });
  const choose = (chosen: string, type?: string) => {
    if (type) form.set('index.type', type);
    onPatient?.(chosen);
  };
  const other = () => {
    // what was confirmed was of somebody else
    form.set('confirmed.by', '');
    onPatient?.(undefined);
  };
  return (
    <Form form={form} label={m.documents_file_title()}>
      {file.filedBefore && <SignalBadge tone="amber">{m.documents_filedBefore()}</SignalBadge>}
      {onPatient && !patientId && <PickPatient label={m.documents_file_patient()} onChosen={choose} />}
      {patientId && (
        <>
          <div className="doc-confirm">
            <Confirm shown={shown} binding={form.at<string>('confirmed.by')} />
            {onPatient && (
              <Button small tone="plain" onClick={other}>
                {m.documents_file_other()}
              </Button>
            )}
          </div>
          <IndexFields at={form.at} autoFocus={!onPatient} />
        </>
      )}
      {!patientId && <p className="doc-soft">{m.documents_file_chosenFirst()}</p>}
      <SaveBar form={form} label={m.documents_file_save()} disabled={!shown} />
    </Form>
  );
}
