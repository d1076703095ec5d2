import { Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import { m } from '#messages';
import type { Locale } from '#platform/shared/languages.ts';
import { parseClinicalNumber } from '#platform/shared/quantities.ts';
import { useLocale } from '../language.ts';
import { NumberPad } from '../ui/NumberPad.tsx';
import { SignalBadge } from '../ui/Signal.tsx';
import { type FieldProps, shared } from './fields.tsx';
import { useTyped } from './use-typed.ts';

/**
 * A clinical figure. The value is the entered text with a decimal point (`36.80` stays `36.80`), or the text itself
 * while it is not understood. `low` and `high` mark what is out of range; they never refuse it.
 */
export function FieldNumber(
  props: FieldProps<string> & { unit?: string; low?: number; high?: number; pad?: boolean; width?: number },
) {
  const locale = useLocale();
  const [left, setLeft] = useState(false);
  const [padOpen, setPadOpen] = useState(false);
  const decimalMark = locale === 'id-ID' ? ',' : '.';
  const value = props.value ?? '';
  const entry = parseClinicalNumber(value, 'en-US');
  const typed = useTyped(value, (shown) => showIn(locale, shown));
  const take = (text: string) => {
    const read = parseClinicalNumber(text, locale);
    const meant = read.ok ? read.number.decimal : text;
    typed.type(text, meant);
    setLeft(false);
    props.onChange(meant);
  };
  const wrong = left && value !== '' && !entry.ok;
  const wrongWords =
    !entry.ok && entry.code === 'ambiguous'
      ? m.web_number_ambiguous({ first: showIn(locale, entry.readings[0]), second: entry.readings[1] })
      : m.web_number_notANumber();
  const figure = entry.ok ? entry.number.value : undefined;
  const isLow = figure !== undefined && props.low !== undefined && figure < props.low;
  const isHigh = figure !== undefined && props.high !== undefined && figure > props.high;
  const outOfRange = isLow || isHigh;
  const input = (
    <TextInput
      {...shared({ ...props, error: wrong ? wrongWords : props.error })}
      className={outOfRange ? 's-number s-number-out' : 's-number'}
      inputMode={props.pad && padOpen ? 'none' : 'decimal'}
      value={typed.text}
      rightSection={props.unit ? <span className="s-unit">{props.unit}</span> : undefined}
      rightSectionWidth={props.unit ? `${props.unit.length + 2}ch` : undefined}
      rightSectionPointerEvents="none"
      onChange={(event) => take(event.currentTarget.value)}
      onPointerDown={(event) => (props.pad && event.pointerType === 'touch' ? setPadOpen(true) : undefined)}
      onBlur={() => {
        setLeft(true);
        setPadOpen(false);
      }}
    />
  );
  const signal = outOfRange && (
    <SignalBadge tone="amber">{isLow ? m.web_number_low() : m.web_number_high()}</SignalBadge>
  );
  if (!props.pad) {
    return (
      <div className="s-number-holder">
        {input}
        {signal}
      </div>
    );
  }
  return (
    <div className="s-number-holder">
      <Popover
        withRoles={false}
        opened={padOpen}
        position="bottom-start"
        trapFocus={false}
        transitionProps={{ duration: 0 }}
      >
        <Popover.Target>{input}</Popover.Target>
        <Popover.Dropdown>
          <NumberPad
            decimal={decimalMark}
            onDigit={(digit) => take(typed.text + digit)}
            onErase={() => take(typed.text.slice(0, -1))}
            onDone={() => setPadOpen(false)}
          />
        </Popover.Dropdown>
      </Popover>
      {signal}
    </div>
  );
}

const showIn = (locale: Locale, decimal: string) =>
  locale === 'id-ID' ? decimal.replace('.', ',') : decimal;
