import { m } from '#messages';
import { formatMoney, type MoneyJson, moneyFromJson } from '#platform/shared/money.ts';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { bookkeeping, type Drawer } from '../contract.ts';
import { countedMinor } from '../shared/drawer-count.ts';
import { Sum } from './PaymentFields.tsx';

/** The blind count: how many of each note and coin. What was expected is told afterwards. */
export function CountForm({
  drawer,
  denominations,
}: {
  drawer: Drawer;
  denominations: readonly MoneyJson[];
}) {
  const locale = useLocale();
  const form = useForm(bookkeeping, 'countDrawer', {
    initial: {
      counts: Object.fromEntries(denominations.map((one) => [one.minor, ''])) as Record<string, string>,
    },
    draft: `bookkeeping.countDrawer/${drawer.drawerId}`,
    prepare: ({ counts }) => ({ drawerId: drawer.drawerId, denominations: countsOf(counts) }),
  });
  const total = countedMinor(
    countsOf(form.values.counts).map((one) => ({ valueMinor: BigInt(one.valueMinor), count: one.count })),
  );
  return (
    <Panel title={m.bookkeeping_count_title({ place: drawer.place })}>
      <p>{m.bookkeeping_count_text()}</p>
      <Form form={form} label={m.bookkeeping_count_title({ place: drawer.place })}>
        <div className="bk-counts">
          {denominations.map((one, at) => (
            <FieldNumber
              key={one.minor}
              label={formatMoney(moneyFromJson(one), locale)}
              {...form.at<string>(`counts.${one.minor}`)}
              autoFocus={at === 0}
            />
          ))}
        </div>
        <dl>
          <Sum label={m.bookkeeping_count_total()} strong>
            <MoneyText money={{ minor: total.toString(), currency: drawer.float.currency }} />
          </Sum>
        </dl>
        <SaveBar form={form} label={m.bookkeeping_count_done()} />
      </Form>
    </Panel>
  );
}

function countsOf(counts: Record<string, string>): { valueMinor: string; count: number }[] {
  return Object.entries(counts).flatMap(([valueMinor, typed]) => {
    const count = Number(typed);
    return typed === '' || !Number.isInteger(count) || count <= 0 ? [] : [{ valueMinor, count }];
  });
}
