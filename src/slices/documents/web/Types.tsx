import { useState } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { documents, type TypeView } from '../contract.ts';
import { type Needs, needs } from '../shared/types.ts';
import { useTypes } from './use-types.ts';
import { labelOf, needsWords } from './words.ts';

/** The clinic's list of types; one that is no longer used stays for what was filed as it. */
export function Types() {
  const language = useLanguage();
  const { all } = useTypes();
  const [open, setOpen] = useState<TypeView | 'new'>();
  const close = () => setOpen(undefined);
  return (
    <Panel
      title={m.documents_settings_types()}
      actions={<Button onClick={() => setOpen('new')}>{m.documents_settings_typeNew()}</Button>}
    >
      <DataTable
        label={m.documents_settings_types()}
        rows={all}
        rowKey={(one) => one.code}
        act={(one) => ({ label: m.documents_settings_typeChange(), run: () => setOpen(one) })}
        columns={[
          {
            id: 'label',
            header: m.documents_file_type(),
            cell: (one) => (
              <>
                <strong>{labelOf(one, language)}</strong>{' '}
                <span className="doc-soft">{language === 'id' ? one.labelEn : one.labelId}</span>
                {one.office && <div className="doc-soft">{m.documents_office()}</div>}
              </>
            ),
          },
          { id: 'loinc', header: 'LOINC', width: '7rem', figures: true, cell: (one) => one.loinc },
          {
            id: 'needs',
            header: m.documents_settings_needs(),
            width: '14rem',
            cell: (one) => (one.active ? needsWords[one.needs]() : m.documents_settings_notActive()),
          },
        ]}
        empty={null}
      />
      <Dialog
        title={open === 'new' ? m.documents_settings_typeNew() : m.documents_settings_typeChange()}
        open={open !== undefined}
        onClose={close}
      >
        {open && <TypeForm type={open === 'new' ? undefined : open} onDone={close} />}
      </Dialog>
    </Panel>
  );
}

const blank = {
  ...{ code: '', labelEn: '', labelId: '', loinc: '', office: false, active: true },
  needs: 'review' as Needs,
};

function TypeForm({ type, onDone }: { type: TypeView | undefined; onDone: () => void }) {
  const form = useForm(documents, 'saveType', {
    initial: type ?? blank,
    // the values are the input, blank LOINC included
    prepare: (values) => values,
    onDone: () => {
      onDone();
      tell(m.documents_settings_saved());
    },
  });
  return (
    <Form form={form} label={m.documents_settings_types()}>
      {!type && (
        <FieldText
          label={m.documents_settings_code()}
          hint={m.documents_settings_codeHint()}
          {...form.field('code')}
          required
          maxLength={40}
        />
      )}
      <FieldSet legend={m.documents_file_type()} columns={2}>
        <FieldText
          label={m.documents_settings_labelEn()}
          {...form.field('labelEn')}
          required
          maxLength={80}
        />
        <FieldText
          label={m.documents_settings_labelId()}
          {...form.field('labelId')}
          required
          maxLength={80}
        />
        <FieldText label={m.documents_settings_loinc()} {...form.field('loinc')} maxLength={9} />
      </FieldSet>
      <FieldChips
        label={m.documents_settings_needs()}
        options={needs.map((value) => ({ value, label: needsWords[value]() }))}
        {...form.at<string>('needs')}
      />
      {!type && <FieldCheck label={m.documents_settings_office()} {...form.field('office')} />}
      {type && <FieldCheck label={m.documents_settings_active()} {...form.field('active')} />}
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}
