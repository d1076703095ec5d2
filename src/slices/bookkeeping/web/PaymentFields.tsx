import type { ReactNode } from 'react';
import { m } from '#messages';
import type { MoneyJson } from '#platform/shared/money.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldMoney } from '#platform/web/form/FieldMoney.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Refusal } from '#platform/web/ui/Refusal.tsx';
import { type Method, methods } from '../shared/words.ts';
import { type Entered, foreseen } from './offered.ts';
import { methodWords } from './words.ts';

/** How it is paid, by one method or several, with the change as one types. */
export function PaymentFields(props: {
  entered: Entered;
  onChange: (entered: Entered) => void;
  owed: MoneyJson;
  cashStep: MoneyJson;
  deposit?: MoneyJson;
  drawerOpen: boolean;
}) {
  const { entered, onChange, owed } = props;
  const go = useGo();
  const { currency } = owed;
  const money = (minor: bigint) => <MoneyText money={{ minor: minor.toString(), currency }} />;
  const offers = methods.filter((method) => {
    if (method === 'deposit') return props.deposit && props.deposit.minor !== '0';
    // Bank Indonesia's code pays in rupiah
    return method !== 'qris' || currency === 'IDR';
  });
  const owedMinor = BigInt(owed.minor) > 0n ? BigInt(owed.minor) : 0n;
  const result = foreseen(entered, owedMinor, BigInt(props.cashStep.minor));
  const enter = (method: Method, amount: MoneyJson | null) =>
    onChange({ ...entered, amounts: { ...entered.amounts, [method]: amount } });
  const rest = (method: Method): MoneyJson => {
    const others = foreseen(
      { ...entered, using: entered.using.filter((one) => one !== method && one !== 'cash') },
      owedMinor,
      1n,
    );
    const left = others === 'moreThanOwed' ? 0n : others.leftMinor;
    const held = BigInt(props.deposit?.minor ?? '0');
    return { minor: (method === 'deposit' && held < left ? held : left).toString(), currency };
  };
  const needsDrawer = entered.using.includes('cash') && !props.drawerOpen;
  return (
    <>
      <FieldChips
        label={m.bookkeeping_pay_methods()}
        many
        value={entered.using}
        onChange={(using: string[]) =>
          onChange({ ...entered, using: offers.filter((one) => using.includes(one)) })
        }
        options={offers.map((method) => ({ value: method, label: methodWords(method) }))}
      />
      {needsDrawer && (
        <Refusal
          reason={m.bookkeeping_pay_noDrawer()}
          ask={{ label: m.bookkeeping_drawer_openYours(), run: () => go('/money') }}
        />
      )}
      {entered.using.map((method) => (
        <div key={method} className="bk-pay">
          <FieldMoney
            label={method === 'cash' ? m.bookkeeping_pay_tendered() : methodWords(method)}
            value={entered.amounts[method] ?? null}
            onChange={(amount) => enter(method, amount)}
          />
          <Button small onClick={() => enter(method, rest(method))}>
            {m.bookkeeping_pay_exact()}
          </Button>
        </div>
      ))}
      {entered.using.some((method) => method === 'card' || method === 'transfer' || method === 'qris') && (
        <FieldText
          label={m.bookkeeping_pay_reference()}
          value={entered.reference}
          onChange={(reference) => onChange({ ...entered, reference })}
          maxLength={80}
        />
      )}
      {result === 'moreThanOwed' ? (
        <p className="bk-due bk-wrong" role="alert">
          {m.bookkeeping_pay_tooMuch()}
        </p>
      ) : (
        <dl className="bk-due" aria-live="polite">
          {result.roundingMinor !== 0n && (
            <Sum label={m.bookkeeping_pay_rounding()}>{money(result.roundingMinor)}</Sum>
          )}
          {result.leftMinor > 0n && <Sum label={m.bookkeeping_pay_left()}>{money(result.leftMinor)}</Sum>}
          <Sum label={m.bookkeeping_pay_change()} strong>
            {money(result.changeMinor)}
          </Sum>
        </dl>
      )}
    </>
  );
}

/** A labelled amount at the right edge. */
export function Sum(props: { label: string; children: ReactNode; strong?: boolean }) {
  return (
    <div className={props.strong ? 'bk-sum bk-sum-strong' : 'bk-sum'}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
