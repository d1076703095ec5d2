import { useState } from 'react';
import { m } from '#messages';
import { nameFromText } from '#platform/shared/names.ts';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { useBack, useGo } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type LookAlike, records } from '../contract.ts';
import { LookAlikePanel } from './LookAlikePanel.tsx';
import { PatientFields } from './PatientFields.tsx';
import { formOf, valuesOf } from './patient-values.ts';
import { countryOf, recordNumberWords } from './words.ts';
import './records.css';

/**
 * A new patient, in the order of speech. `find` brings the words of a search that found nobody; `then` is where to go
 * afterwards, with `$id` for the new patient (`/calendar/book?patientId=$id`).
 */
export default function Register({ search }: ScreenProps) {
  const { clinic } = useMe();
  const country = countryOf(clinic);
  const go = useGo();
  const back = useBack('/patients');
  const [notThese, setNotThese] = useState<string[]>([]);
  const form = useForm(records, 'registerPatient', {
    initial: { ...valuesOf(undefined, country), name: nameIn(search.find) },
    draft: 'records.registerPatient/new',
    prepare: (values) => ({ ...formOf(values, country), notThese }),
    onDone: ({ patient, warnings }) => {
      for (const warning of warnings) tell(warning.words);
      tell(
        m.records_register_done({
          name: patient.name,
          number: recordNumberWords(patient.recordNumber, clinic),
        }),
      );
      go(target(search.then, patient.id), { replace: true });
    },
  });
  const refused = (form.problem?.details?.candidates ?? []) as LookAlike[];
  return (
    <Page
      title={m.records_register_title()}
      back="/patients"
      aside={
        <LookAlikePanel
          form={formOf(form.values, country)}
          refused={refused}
          notThese={notThese}
          onNotThese={setNotThese}
        />
      }
    >
      <Form form={form} label={m.records_register_title()}>
        <PatientFields form={form} />
        <SaveBar form={form} label={m.records_register_save()} onCancel={back} />
      </Form>
    </Page>
  );
}

/** Words of the search that can be a name: dates and numbers of it are typed where they belong. */
function nameIn(find: string | undefined): string {
  const words = (find ?? '').split(/\s+/).filter((word) => word !== '' && !/\d/.test(word));
  return words.length > 0
    ? nameFromText(words.join(' ')).text.replace(/(^|\s)\p{Ll}/gu, (start) => start.toUpperCase())
    : '';
}

/** Only a page of the workbench, never another site. */
function target(then: string | undefined, patientId: string): string {
  if (!then || !/^\/[a-z]/.test(then)) return `/patients/${patientId}`;
  return then.replaceAll('$id', encodeURIComponent(patientId));
}
