import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Kind, roster, type Shift } from '../contract.ts';
import { dayWords, shiftWords } from './words.ts';

/** Whom to ask for one's shift, and for which of hers. */
export function SwapDialog(props: { shift: Shift; kinds: readonly Kind[]; onClose: () => void }) {
  const { shift, kinds } = props;
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const read = useRead(roster, 'swapChoices', { shiftId: shift.shiftId });
  const title = `${dayWords(shift.day, locale)}, ${shiftWords(shift, kinds, locale, zone)}`;
  return (
    <Dialog title={m.roster_swap_title({ shift: title })} open onClose={props.onClose}>
      <ReadView read={read}>{({ people }) => <SwapForm {...props} people={people} />}</ReadView>
    </Dialog>
  );
}

function SwapForm(
  props: Parameters<typeof SwapDialog>[0] & {
    people: { staffId: string; name: string; shifts: Shift[] }[];
  },
) {
  const { shift, kinds, people, onClose } = props;
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const [otherId, setOtherId] = useState('');
  const form = useForm(roster, 'askSwap', {
    initial: { otherShiftId: nothing, note: '' },
    prepare: ({ otherShiftId, note }) => ({
      ...{ shiftId: shift.shiftId, otherId, note },
      ...(otherShiftId !== nothing && { otherShiftId }),
    }),
    onDone: () => {
      tell(m.roster_swap_askedNow());
      onClose();
    },
  });
  const hers = people.find((one) => one.staffId === otherId)?.shifts ?? [];
  return (
    <Form form={form}>
      <FieldSelect
        label={m.roster_swap_whom()}
        value={otherId}
        onChange={(id) => {
          setOtherId(id);
          form.set('otherShiftId', nothing);
        }}
        options={people.map((one) => ({ value: one.staffId, label: one.name }))}
        error={form.errors.otherId}
        required
      />
      <FieldSelect
        label={m.roster_swap_for()}
        {...form.field('otherShiftId')}
        options={[
          { value: nothing, label: m.roster_swap_forNothing() },
          ...hers.map((one) => ({
            value: one.shiftId,
            label: `${dayWords(one.day, locale)}, ${shiftWords(one, kinds, locale, zone)}`,
          })),
        ]}
      />
      <FieldText label={m.roster_leave_note()} {...form.field('note')} maxLength={300} />
      <SaveBar form={form} label={m.roster_swap_ask()} onCancel={onClose} disabled={otherId === ''} />
    </Form>
  );
}

const nothing = 'nothing';
