import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { FieldArea, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Slot, useSlot } from '#platform/web/slots/Slot.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { frontDesk, signerRelations } from '../contract.ts';
import { GreetContact } from './GreetContact.tsx';
import { GreetForms } from './GreetForms.tsx';
import { GreetPayer } from './GreetPayer.tsx';
import { checkInOf, initialValues } from './greet-values.ts';
import { relationWords } from './relation-words.ts';
import { Talk } from './Talk.tsx';
import type { CheckedInVisit, GreetFormState, GreetValues, Visit } from './visit-types.ts';

/** Everything of the greeting after the identity, in the order in which it is said. */
export function GreetForm({ visit, onDone }: { visit: Visit; onDone: (visit: CheckedInVisit) => void }) {
  const form = useForm(frontDesk, 'checkIn', {
    initial: initialValues(visit),
    draft: `frontDesk.checkIn/${visit.visitId}`,
    prepare: (values: GreetValues) => checkInOf(visit, values),
    onDone,
  });
  const element = form.element;
  useEffect(() => {
    // once it is known who stands there, the next entry is what she says
    if (visit.identified) element.current?.querySelector<HTMLElement>('[name="reason"]')?.focus();
  }, [visit.identified, element]);
  const { priority } = visit;
  const setPriority = useRef(form.set);
  setPriority.current = form.set;
  useEffect(() => {
    // what the talk or a colleague has raised meanwhile is not taken back by saving
    if (priority !== 'routine') setPriority.current('priority', priority);
  }, [priority]);
  const pays = useSlot('greet.payment').length > 0;
  const { payerId, coverageId } = form.values;
  return (
    <Form form={form} label={m.frontDesk_greet_title()}>
      <div className="fd-greet-columns">
        <div>
          <ReasonPanel form={form} />
          <Talk visitId={visit.visitId} channel="counter" reason={form.values.reason} />
          {visit.identified && <GreetContact visit={visit} form={form} />}
          {visit.child && <GuardianPanel form={form} />}
        </div>
        <div>
          <GreetForms visit={visit} form={form} />
          <GreetPayer visit={visit} form={form} />
          {pays && (
            <Panel title={m.frontDesk_greet_payment()}>
              <Slot
                name="greet.payment"
                props={{
                  visitId: visit.visitId,
                  patientId: visit.patientId,
                  ...(payerId && { payerId }),
                  ...(coverageId && { coverageId }),
                }}
              />
            </Panel>
          )}
        </div>
      </div>
      <SaveBar form={form} label={m.frontDesk_greet_save()} />
    </Form>
  );
}

function ReasonPanel({ form }: { form: GreetFormState }) {
  return (
    <Panel title={m.frontDesk_greet_reason()}>
      <div className="fd-stack">
        <FieldArea
          label={m.frontDesk_greet_reasonLabel()}
          {...form.field('reason')}
          rows={2}
          maxLength={255}
          required
        />
        <FieldChips
          label={m.frontDesk_greet_flag()}
          {...form.field('priority')}
          onChange={(value) => form.set('priority', value)}
          options={[
            { value: 'routine', label: m.frontDesk_walkIn_routine() },
            { value: 'urgent', label: m.frontDesk_act_urgent() },
            { value: 'emergency', label: m.frontDesk_act_emergency() },
          ]}
        />
      </div>
    </Panel>
  );
}

function GuardianPanel({ form }: { form: GreetFormState }) {
  const relations = signerRelations.filter((one) => one !== 'self' && one !== 'child' && one !== 'spouse');
  return (
    <Panel title={m.frontDesk_greet_guardian()}>
      <div className="s-fields s-fields-2">
        <FieldText label={m.frontDesk_greet_guardianName()} {...form.field('guardianName')} required />
        <FieldSelect
          label={m.frontDesk_greet_relationship()}
          {...form.field('guardianRelation')}
          onChange={(value) => form.set('guardianRelation', value)}
          options={relations.map((one) => ({ value: one, label: relationWords(one) }))}
          required
        />
      </div>
    </Panel>
  );
}
