import { m } from '#messages';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import type { FieldBinding } from '#platform/web/form/use-form.tsx';
import { useTypes } from './use-types.ts';

export interface IndexValues {
  type: string;
  servedOn: string;
  source: string;
  title: string;
}

export const blankIndex: IndexValues = { type: '', servedOn: '', source: '', title: '' };

/** What a document is found by, in the order in which one reads a paper. */
export function IndexFields(props: {
  at: <Value>(path: string) => FieldBinding<Value>;
  autoFocus?: boolean;
  /** Types among which it may be; those of the office file do not become the chart's here. */
  only?: (code: string) => boolean;
}) {
  const { at, only } = props;
  const types = useTypes();
  const options = only ? types.options.filter(({ value }) => only(value)) : types.options;
  return (
    <>
      <FieldSelect
        label={m.documents_file_type()}
        options={options}
        {...at<string>('index.type')}
        required
        autoFocus={props.autoFocus ?? false}
      />
      <FieldDate
        label={m.documents_file_servedOn()}
        hint={m.documents_file_servedOnHint()}
        {...at<string>('index.servedOn')}
        required
        past
      />
      <FieldText
        label={m.documents_file_source()}
        hint={m.documents_file_sourceHint()}
        {...at<string>('index.source')}
        required
        maxLength={200}
      />
      <FieldText label={m.documents_file_titleField()} {...at<string>('index.title')} maxLength={200} />
    </>
  );
}
