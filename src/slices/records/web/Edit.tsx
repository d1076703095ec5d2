import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useBack } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { records } from '../contract.ts';
import PatientBanner from './PatientBanner.tsx';
import { PatientFields } from './PatientFields.tsx';
import { formOf, valuesOf } from './patient-values.ts';
import { countryOf } from './words.ts';
import './records.css';

/** Changes what is known of a patient; what stood there stays in the history. */
export default function Edit({ params }: ScreenProps) {
  const patientId = params.patientId ?? '';
  const read = useRead(records, 'readPatient', { patientId });
  return (
    <Page
      title={m.records_edit_title()}
      back={`/patients/${patientId}`}
      banner={<PatientBanner patientId={patientId} />}
    >
      <ReadView read={read}>
        {/* a newer version under the form would throw away what is typed: the save says so instead */}
        {(data) => <EditForm patientId={patientId} patient={data} />}
      </ReadView>
    </Page>
  );
}

function EditForm(props: { patientId: string; patient: OutputOf<typeof records, 'readPatient'> }) {
  const { patientId } = props;
  // the version that she saw, whatever is read meanwhile: a change underneath must be noticed at the save
  const [seen] = useState(props.patient);
  const country = countryOf(useMe().clinic);
  const back = useBack(`/patients/${patientId}`);
  const form = useForm(records, 'editPatient', {
    initial: valuesOf(seen.form, country),
    draft: `records.editPatient/${patientId}/${seen.version}`,
    prepare: (values) => ({ patientId, version: seen.version, ...formOf(values, country) }),
    onDone: ({ warnings }) => {
      for (const warning of warnings) tell(warning.words);
      tell(m.records_edit_done());
      back();
    },
  });
  return (
    <Form form={form} label={m.records_edit_title()}>
      <PatientFields form={form} />
      <SaveBar form={form} onCancel={back} />
    </Form>
  );
}
