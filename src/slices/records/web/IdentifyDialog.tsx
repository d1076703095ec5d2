import { m } from '#messages';
import type { FoundBy } from './found-by.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { type FoundPatient, records } from '../contract.ts';

interface Props {
  patient: FoundPatient | undefined;
  /** The name as typed, when it is the whole of it; else it is asked too. */
  spokenName: string;
  onClose: () => void;
  onOpen: (patientId: string, withoutPatient: boolean) => void;
}

/** Asks for what the patient says, never the other way round: nothing of the chart is read out to be nodded at. */
export function IdentifyDialog(props: Props) {
  const { patient } = props;
  return (
    <Dialog
      title={m.records_identify_title()}
      open={patient !== undefined}
      onClose={props.onClose}
      size="small"
    >
      {patient && <IdentifyForm {...props} patient={patient} />}
    </Dialog>
  );
}

function IdentifyForm(props: Props & { patient: FoundPatient }) {
  const { patient, spokenName } = props;
  const known: FoundBy[] = patient.foundBy;
  const form = useForm(records, 'identify', {
    initial: { name: spokenName, birthDate: '', phone: '', identifier: '' },
    prepare: (values) => ({
      patientId: patient.id,
      spoken: {
        ...values,
        ...(values.birthDate === '' && { birthDate: undefined }),
        ...(known.includes('recordNumber') && { recordNumber: patient.recordNumber }),
      },
    }),
    onDone: () => props.onOpen(patient.id, false),
  });
  return (
    <Form form={form} label={m.records_identify_title()}>
      <p>{m.records_identify_ask()}</p>
      {spokenName === '' && (
        <FieldText label={m.records_field_wholeName()} {...form.field('name')} autoFocus />
      )}
      <FieldDate
        label={m.records_field_birthDate()}
        {...form.field('birthDate')}
        past
        partial
        autoFocus={spokenName !== ''}
      />
      <FieldText
        label={m.records_identify_number()}
        hint={m.records_identify_numberHint()}
        {...form.field('identifier')}
      />
      <FieldText label={m.records_field_phone()} inputMode="tel" {...form.field('phone')} />
      <Problem problem={form.problem} />
      <div className="s-dialog-acts">
        <Button tone="plain" onClick={() => props.onOpen(patient.id, true)}>
          {m.records_identify_absent()}
        </Button>
        <Button tone="primary" type="submit" pending={form.pending} keys="↵">
          {m.records_identify_check()}
        </Button>
      </div>
    </Form>
  );
}
