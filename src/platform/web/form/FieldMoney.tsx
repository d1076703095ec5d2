import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import {
  type MoneyJson,
  formatMoney,
  moneyFromJson,
  moneyStyle,
  moneyToJson,
  parseMoney,
} from '#platform/shared/money.ts';
import { useLocale } from '../language.ts';
import { useMe } from '../shell/session.ts';
import { type FieldProps, shared } from './fields.tsx';

/** An amount in the clinic's currency; `null` while nothing, or nothing understandable, is typed. */
export function FieldMoney(props: FieldProps<MoneyJson | null> & { currency?: string }) {
  const locale = useLocale();
  const me = useMe();
  const currency = props.currency ?? me.clinic.currency;
  const { symbol } = moneyStyle(currency, locale);
  const show = (value: MoneyJson | null) =>
    value ? formatMoney(moneyFromJson(value), locale).replace(symbol, '') : '';
  const [text, setText] = useState(() => show(props.value));
  const [left, setLeft] = useState(false);
  const own = useRef(JSON.stringify(props.value));
  useEffect(() => {
    if (JSON.stringify(props.value) === own.current) return;
    own.current = JSON.stringify(props.value);
    setText(show(props.value));
  });
  const entry = parseMoney(text, currency, locale);
  const wrong = left && !entry.ok && entry.code !== 'empty';
  return (
    <TextInput
      {...shared({ ...props, error: wrong ? m.web_money_notAnAmount() : props.error })}
      className="s-number"
      inputMode="decimal"
      leftSection={<span className="s-unit">{symbol}</span>}
      leftSectionPointerEvents="none"
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        const read = parseMoney(typed, currency, locale);
        const meant = read.ok ? moneyToJson(read.money) : null;
        own.current = JSON.stringify(meant);
        setText(typed);
        setLeft(false);
        props.onChange(meant);
      }}
      onBlur={() => {
        setLeft(true);
        if (entry.ok) setText(show(moneyToJson(entry.money)));
      }}
    />
  );
}
