import { useState } from 'react';
import { m } from '#messages';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type DocumentView, documents } from '../contract.ts';
import type { Confirmation } from '../shared/codes.ts';
import { Confirm, useShown } from './Confirm.tsx';
import { PickPatient } from './PickPatient.tsx';
import { useTypes } from './use-types.ts';

/** To whom it belongs, or into which file of this patient; with what happened. */
export function MoveForm({ one, onDone }: { one: DocumentView; onDone: () => void }) {
  const { options, all } = useTypes();
  const [chosen, setChosen] = useState<string>();
  const shown = useShown(chosen);
  const form = useForm(documents, 'moveDocument', {
    initial: { type: one.type, reason: '', confirmed: { by: '' } },
    prepare: ({ type, reason, confirmed }) => ({
      ...{ documentId: one.documentId, version: one.version, toPatientId: chosen ?? '', type, reason },
      // an answer that was not given has no code
      confirmed: { name: '', birthDate: '', ...shown, by: (confirmed.by || undefined) as Confirmation },
    }),
    onDone: ({ toldCount }) => {
      onDone();
      tell(toldCount > 0 ? m.documents_movedTold({ count: toldCount }) : m.documents_moved());
    },
  });
  const own = chosen === one.patientId;
  const other = (code: string) => all.find((type) => type.code === code)?.office !== one.office;
  return (
    <Form form={form} label={m.documents_move()}>
      <p className="doc-soft">{m.documents_move_lead()}</p>
      {chosen ? (
        <>
          <div className="doc-confirm">
            <Confirm shown={shown} binding={form.at<string>('confirmed.by')} />
            <Button small tone="plain" onClick={() => setChosen(undefined)}>
              {m.documents_file_other()}
            </Button>
          </div>
          <FieldSelect
            label={m.documents_file_type()}
            options={own ? options.filter(({ value }) => other(value)) : options}
            {...form.field('type')}
            required
          />
          <FieldText label={m.documents_move_reason()} {...form.field('reason')} required maxLength={500} />
        </>
      ) : (
        <>
          <PickPatient label={m.documents_move_to()} onChosen={setChosen} />
          {options.some(({ value }) => other(value)) && (
            <Button
              small
              onClick={() => {
                form.set('type', '');
                setChosen(one.patientId);
              }}
            >
              {m.documents_move_same()}
            </Button>
          )}
        </>
      )}
      <SaveBar form={form} label={m.documents_move_save()} onCancel={onDone} disabled={!shown} />
    </Form>
  );
}
