import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import type { MoneyJson } from '#platform/shared/money.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldMoney } from '#platform/web/form/FieldMoney.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { bookkeeping, type Line } from '../contract.ts';
import { linePayers } from '../shared/words.ts';
import { payerWords } from './words.ts';

/** Changes one line: quantity, price, who pays, or leaves it out. */
export function LineForm(props: { visitId: string; line: Line; onClose: () => void }) {
  const { visitId, line } = props;
  const form = useForm(bookkeeping, 'adjustLine', {
    initial: {
      quantity: line.quantity,
      unitPrice: (line.unitPrice ?? null) as MoneyJson | null,
      pays: line.pays as string,
      remove: line.changed?.removed ?? false,
      reason: line.changed?.reason ?? '',
    },
    prepare: (values): CallOf<typeof bookkeeping, 'adjustLine'> => ({
      visitId,
      key: line.key,
      quantity: values.quantity,
      ...(values.unitPrice && { unitPrice: values.unitPrice }),
      ...(values.pays !== line.pays && { pays: values.pays as Line['pays'] }),
      remove: values.remove,
      reason: values.reason,
    }),
    onDone: props.onClose,
  });
  const undo = useAct(bookkeeping, 'adjustLine');
  const takeBack = () =>
    undo.run({ visitId, key: line.key, undo: true }).then(props.onClose, () => undefined);
  return (
    <Dialog open title={line.label} onClose={props.onClose} size="small">
      <Form form={form} label={line.label}>
        <FieldNumber label={m.bookkeeping_line_quantity()} {...form.field('quantity')} autoFocus />
        <FieldMoney label={m.bookkeeping_line_price()} {...form.field('unitPrice')} />
        <FieldChips
          label={m.bookkeeping_line_pays()}
          {...form.field('pays')}
          options={linePayers.map((payer) => ({ value: payer, label: payerWords(payer) }))}
        />
        <FieldCheck label={m.bookkeeping_line_leaveOut()} {...form.field('remove')} />
        <FieldText label={m.bookkeeping_reason()} {...form.field('reason')} maxLength={300} />
        <SaveBar form={form} onCancel={props.onClose} />
      </Form>
      {line.changed && (
        <Button onClick={() => void takeBack()} pending={undo.pending}>
          {m.bookkeeping_line_undo()}
        </Button>
      )}
      <Problem problem={undo.problem} />
    </Dialog>
  );
}
