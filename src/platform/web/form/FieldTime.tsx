import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { m } from '#messages';
import { useLocale } from '../language.ts';
import { type FieldProps, shared } from './fields.tsx';
import { parseTime } from './parse-time.ts';
import { useTyped } from './use-typed.ts';

/** A time of day; the value is `HH:MM`, or the text while it is not understood. */
export function FieldTime(props: FieldProps<string>) {
  const locale = useLocale();
  const [left, setLeft] = useState(false);
  const value = props.value ?? '';
  const typed = useTyped(value, (shown) => {
    const time = parseTime(shown);
    if (!time) return shown;
    if (locale === 'id-ID') return time.replace(':', '.');
    const hour = Number(time.slice(0, 2));
    return `${hour % 12 === 0 ? 12 : hour % 12}:${time.slice(3)} ${hour < 12 ? 'AM' : 'PM'}`;
  });
  const wrong = left && value !== '' && parseTime(value) === undefined;
  return (
    <TextInput
      {...shared({ ...props, error: wrong ? m.web_time_notATime() : props.error })}
      value={typed.text}
      placeholder={locale === 'id-ID' ? '09.30' : '9:30 AM'}
      onChange={(event) => {
        const text = event.currentTarget.value;
        const meant = parseTime(text) ?? text;
        typed.type(text, meant);
        setLeft(false);
        props.onChange(meant);
      }}
      onBlur={() => {
        setLeft(true);
        typed.settle();
      }}
    />
  );
}
