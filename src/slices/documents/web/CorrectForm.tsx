import { m } from '#messages';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type DocumentView, documents } from '../contract.ts';
import { IndexFields } from './IndexFields.tsx';
import { useTypes } from './use-types.ts';

/** Puts the index right, with the reason. Between chart and office file it is moved instead. */
export function CorrectForm({ one, onDone }: { one: DocumentView; onDone: () => void }) {
  const { all } = useTypes();
  const { documentId, version, type, servedOn, source, title } = one;
  const form = useForm(documents, 'correctDocument', {
    initial: { index: { type, servedOn, source, title }, reason: '' },
    prepare: (values) => ({ documentId, version, ...values }),
    onDone: () => {
      onDone();
      tell(m.documents_corrected());
    },
  });
  const alike = (code: string) => all.find((type) => type.code === code)?.office === one.office;
  return (
    <Form form={form} label={m.documents_correct()}>
      <IndexFields at={form.at} only={alike} />
      <FieldText label={m.documents_correct_reason()} {...form.field('reason')} required maxLength={500} />
      <SaveBar form={form} label={m.documents_correct_save()} onCancel={onDone} />
    </Form>
  );
}
