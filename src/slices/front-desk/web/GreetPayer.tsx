import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { Slot, useSlot } from '#platform/web/slots/Slot.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { insurance } from '#slices/insurance/contract.ts';
import type { GreetFormState, Visit } from './visit-types.ts';

/** Who pays. It is asked each time: nothing is carried forward from the last visit. */
export function GreetPayer({ visit, form }: { visit: Visit; form: GreetFormState }) {
  const filled = useSlot('greet.coverage').length > 0;
  const { payerId } = form.values;
  const read = useRead(insurance, 'listPayers', {}, { enabled: payerId !== '' || !filled });
  const payers = read.data?.payers ?? [];
  const chosen = payers.find((one) => one.id === payerId);
  const choose = (given: { payerId: string; coverageId?: string }) => {
    form.set('payerId', given.payerId);
    form.set('coverageId', given.coverageId ?? '');
  };
  const error = form.errors.payerId ?? form.errors.coverageId;
  return (
    <Panel title={chosen ? `${m.frontDesk_greet_payer()} ${chosen.name}` : m.frontDesk_greet_payer()}>
      {filled ? (
        <>
          <Slot
            name="greet.coverage"
            props={{
              visitId: visit.visitId,
              patientId: visit.patientId,
              payerId,
              coverageId: form.values.coverageId,
              onChosen: choose,
            }}
          />
          {error && (
            <p className="s-field-error" role="alert">
              {error}
            </p>
          )}
        </>
      ) : (
        <FieldChips
          label={m.frontDesk_visit_payer()}
          name="payerId"
          value={payerId}
          error={error}
          onChange={(id) => choose({ payerId: id })}
          options={payers.map((one) => ({ value: one.id, label: one.name }))}
          required
        />
      )}
    </Panel>
  );
}
