import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import type { MoneyJson } from '#platform/shared/money.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldMoney } from '#platform/web/form/FieldMoney.tsx';
import { FieldCheck, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { insurance, selfPayId } from '#slices/insurance/contract.ts';
import { orders } from '#slices/orders/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { bookkeeping, type Fee } from '../contract.ts';
import { type FeeKind, feeKinds } from '../shared/words.ts';
import { feeKindWords } from './words.ts';

/** One fee: its names, what it prices, the price for everybody and for single payers. */
export function FeeForm({ fee, onClose }: { fee: Fee | undefined; onClose: () => void }) {
  const mayPayers = useMay('insurance.read');
  const payers = (useRead(insurance, 'listPayers', {}, { enabled: mayPayers }).data?.payers ?? []).filter(
    (one) => one.id !== selfPayId,
  );
  const form = useForm(bookkeeping, 'saveFee', {
    initial: {
      code: fee?.code ?? '',
      labelEn: fee?.labelEn ?? '',
      labelId: fee?.labelId ?? '',
      kind: (fee?.kind ?? 'act') as string,
      pricesCode: fee?.pricesCode ?? '',
      active: fee?.active ?? true,
      prices: Object.fromEntries((fee?.prices ?? []).map((one) => [one.payerId, one.price])) as Record<
        string,
        MoneyJson | null
      >,
    },
    prepare: ({ prices, kind, pricesCode, ...rest }): CallOf<typeof bookkeeping, 'saveFee'> => ({
      ...rest,
      kind: kind as FeeKind,
      ...(pricesCode && kind !== 'other' && { pricesCode }),
      prices: Object.entries(prices).flatMap(([payerId, price]) => (price ? [{ payerId, price }] : [])),
      isNew: fee === undefined,
    }),
    onDone: onClose,
  });
  const title = fee ? fee.code : m.bookkeeping_fee_add();
  const price = (payerId: string) => form.at<MoneyJson | null>(`prices.${payerId}`);
  return (
    <Dialog open title={title} onClose={onClose}>
      <Form form={form} label={title}>
        <FieldText
          label={m.bookkeeping_fee_code()}
          {...form.field('code')}
          required
          disabled={fee !== undefined}
          autoFocus={!fee}
          maxLength={40}
        />
        <FieldText
          label={m.bookkeeping_fee_labelId()}
          {...form.field('labelId')}
          required
          maxLength={120}
          autoFocus={!!fee}
        />
        <FieldText label={m.bookkeeping_fee_labelEn()} {...form.field('labelEn')} required maxLength={120} />
        <FieldChips
          label={m.bookkeeping_fee_kind()}
          {...form.field('kind')}
          options={feeKinds.map((kind) => ({ value: kind, label: feeKindWords(kind) }))}
        />
        <Priced kind={form.values.kind} binding={form.field('pricesCode')} />
        <FieldMoney
          label={m.bookkeeping_fee_selfPay()}
          {...price(selfPayId)}
          value={form.values.prices[selfPayId] ?? null}
          required
        />
        {payers.length > 0 && (
          <More label={m.bookkeeping_fee_payerPrices()}>
            <div className="bk-price">
              {payers.map((payer) => (
                <FieldMoney
                  key={payer.id}
                  label={payer.name}
                  {...price(payer.id)}
                  value={form.values.prices[payer.id] ?? null}
                />
              ))}
            </div>
          </More>
        )}
        <FieldCheck label={m.bookkeeping_inUse()} {...form.field('active')} />
        <SaveBar form={form} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

/** What the fee prices: a visit type, or an act or medicine of the orders' favourites. */
function Priced(props: {
  kind: string;
  binding: { name: string; value: string; onChange: (value: string) => void; error: string | undefined };
}) {
  const language = useLanguage();
  const mayTypes = useMay('scheduling.read');
  const mayOrders = useMay('orders.read');
  const types =
    useRead(scheduling, 'setup', {}, { enabled: mayTypes && props.kind === 'visitType' }).data?.visitTypes ??
    [];
  const orderable = props.kind === 'act' || props.kind === 'medicine';
  const favourites =
    useRead(orders, 'favourites', {}, { enabled: mayOrders && orderable }).data?.favourites ?? [];
  if (props.kind === 'other') return null;
  const options =
    props.kind === 'visitType'
      ? types.map((type) => ({ value: type.code, label: language === 'id' ? type.labelId : type.labelEn }))
      : favourites
          .filter((one) =>
            props.kind === 'medicine'
              ? one.kind === 'medicine'
              : one.kind === 'test' || one.kind === 'procedure',
          )
          .map((one) => ({ value: one.code, label: one.label }));
  const known = options.some((one) => one.value === props.binding.value) || props.binding.value === '';
  const all = known ? options : [...options, { value: props.binding.value, label: props.binding.value }];
  return <FieldSelect label={m.bookkeeping_fee_prices()} {...props.binding} options={all} clearable />;
}
