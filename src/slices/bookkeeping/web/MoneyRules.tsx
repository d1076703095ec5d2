import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import type { MoneyJson } from '#platform/shared/money.ts';
import { FieldMoney } from '#platform/web/form/FieldMoney.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { bookkeeping, type Settings } from '../contract.ts';

/** Rounding of cash, limits of a difference, letters before a receipt's number. */
export function MoneyRules({ settings }: { settings: Settings }) {
  const form = useForm(bookkeeping, 'saveSettings', {
    initial: settings as Omit<Settings, 'cashStep' | 'reasonAbove' | 'managerAbove'> &
      Record<'cashStep' | 'reasonAbove' | 'managerAbove', MoneyJson | null>,
    prepare: (values) => values as CallOf<typeof bookkeeping, 'saveSettings'>,
    onDone: () => tell(m.bookkeeping_rules_saved()),
  });
  return (
    <More label={m.bookkeeping_rules()}>
      <Form form={form} label={m.bookkeeping_rules()}>
        <FieldMoney
          label={m.bookkeeping_rules_cashStep()}
          hint={m.bookkeeping_rules_cashStepHint()}
          {...form.field('cashStep')}
          required
        />
        <FieldMoney label={m.bookkeeping_rules_reasonAbove()} {...form.field('reasonAbove')} required />
        <FieldMoney label={m.bookkeeping_rules_managerAbove()} {...form.field('managerAbove')} required />
        <FieldText label={m.bookkeeping_rules_prefix()} {...form.field('receiptPrefix')} maxLength={10} />
        <SaveBar form={form} />
      </Form>
    </More>
  );
}
