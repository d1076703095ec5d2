import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldArea, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { setup } from '../contract.ts';
import './setup.css';

/** The clinic's name and what stands below it on its papers. */
export default function ClinicDetails() {
  const read = useRead(setup, 'readClinic', {});
  return (
    <Page title={m.setup_details_title()}>
      <ReadView read={read}>{(clinic) => <DetailsForm {...clinic} />}</ReadView>
    </Page>
  );
}

function DetailsForm(props: { name: string; letterhead: string[] }) {
  const form = useForm(setup, 'saveClinic', {
    initial: { name: props.name, letterhead: props.letterhead.join('\n') },
    prepare: ({ name, letterhead }) => ({
      name,
      letterhead: letterhead
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    }),
    onDone: () => tell(m.setup_details_saved()),
  });
  return (
    <div className="su-narrow">
      <Form form={form}>
        <FieldText label={m.setup_details_name()} {...form.field('name')} required />
        <FieldArea
          label={m.setup_details_letterhead()}
          hint={m.setup_details_letterheadHint()}
          {...form.field('letterhead')}
          rows={5}
        />
        <SaveBar form={form} />
      </Form>
    </div>
  );
}
