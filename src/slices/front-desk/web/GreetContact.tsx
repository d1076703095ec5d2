import { m } from '#messages';
import type { Country } from '#platform/shared/languages.ts';
import { formatPhone } from '#platform/shared/phones.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { Go } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type PatientForm, records } from '#slices/records/contract.ts';
import type { GreetFormState, Visit } from './visit-types.ts';

/** Telephone, address and emergency contact, read back to the patient: "still the same?" */
export function GreetContact({ visit, form }: { visit: Visit; form: GreetFormState }) {
  const read = useRead(
    records,
    'readPatient',
    { patientId: visit.patientId },
    { refreshOn: ['records.patientChanged'] },
  );
  const country: Country = useMe().clinic.country === 'US' ? 'US' : 'ID';
  const mayEdit = useMay('records.edit');
  return (
    <Panel
      title={m.frontDesk_greet_contact()}
      actions={mayEdit && <Go to={`/patients/${visit.patientId}/edit`}>{m.frontDesk_greet_contactEdit()}</Go>}
    >
      <ReadView read={read} rows={2}>
        {({ form: patient }) => (
          <dl className="fd-facts">
            <dt>{m.frontDesk_greet_phoneNow()}</dt>
            <dd className="s-figures">
              {[patient.phone, patient.otherPhone]
                .flatMap((one) => (one ? [formatPhone(one, country)] : []))
                .join(', ') || m.frontDesk_greet_noPhone()}
            </dd>
            <dt>{m.frontDesk_greet_address()}</dt>
            <dd>{addressWords(patient.address) || m.frontDesk_visit_none()}</dd>
            {patient.emergencyContact && (
              <>
                <dt>{m.frontDesk_greet_emergencyContact()}</dt>
                <dd>
                  {[patient.emergencyContact.name, patient.emergencyContact.phone].filter(Boolean).join(', ')}
                </dd>
              </>
            )}
          </dl>
        )}
      </ReadView>
      <FieldCheck label={m.frontDesk_greet_contactSame()} {...form.field('contactConfirmed')} />
    </Panel>
  );
}

function addressWords(address: PatientForm['address']): string {
  if (!address) return '';
  const { line, rt, rw, village, subdistrict, city, state, postalCode } = address;
  const units = rt || rw ? `RT ${rt ?? ''}/RW ${rw ?? ''}` : '';
  return [line, units, village, subdistrict, city, [state, postalCode].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
}
