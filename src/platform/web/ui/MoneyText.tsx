import { type MoneyJson, formatMoney, moneyFromJson } from '#platform/shared/money.ts';
import { useLocale } from '../language.ts';

/** An amount in the reader's spelling, figures aligned. */
export function MoneyText(props: { money: MoneyJson }) {
  return <span className="s-figures">{formatMoney(moneyFromJson(props.money), useLocale())}</span>;
}
