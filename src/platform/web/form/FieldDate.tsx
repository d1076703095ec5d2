import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate, systemClock, today } from '#platform/shared/time.ts';
import { useLocale } from '../language.ts';
import { useMe } from '../shell/session.ts';
import { type FieldProps, shared } from './fields.tsx';
import { type DateEntry, type DateRules, parseDate } from './parse-date.ts';
import { useTyped } from './use-typed.ts';

/**
 * A date typed as the person says it. The value is `YYYY-MM-DD`, or the text itself while it is not understood, so
 * that nothing typed is lost and the server does not take silence for an answer.
 */
export function FieldDate(props: FieldProps<string> & { past?: boolean; partial?: boolean }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const [left, setLeft] = useState(false);
  const value = props.value ?? '';
  const rules: DateRules = {
    locale,
    today: today(systemClock, zone),
    past: props.past ?? false,
    partial: props.partial ?? false,
  };
  const understood = parseDate(value, rules);
  const typed = useTyped(value, (shown) => {
    const entry = parseDate(shown, rules);
    return entry.ok ? formatPlainDate(entry.date, locale, 'short') : shown;
  });
  const ownError = left && !understood.ok && understood.code !== 'empty' ? dateWords(understood) : undefined;
  const order = locale === 'id-ID' ? m.web_date_dayFirst() : m.web_date_monthFirst();
  return (
    <TextInput
      {...shared({ ...props, error: ownError ?? props.error })}
      description={props.hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={order}
      value={typed.text}
      rightSectionWidth="auto"
      rightSection={
        understood.ok && typed.text !== formatPlainDate(understood.date, locale, 'short') ? (
          <span className="s-understood" aria-live="polite">
            {formatPlainDate(understood.date, locale, 'short')}
          </span>
        ) : undefined
      }
      onChange={(event) => {
        const text = event.currentTarget.value;
        const entry = parseDate(text, rules);
        const meant = entry.ok ? entry.date : text;
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

function dateWords(entry: Extract<DateEntry, { ok: false }>): string {
  if (entry.code === 'future') return m.web_date_future();
  if (entry.code === 'noSuchDay') return m.web_date_noSuchDay();
  if (entry.code === 'incomplete') return m.web_date_incomplete();
  return m.web_date_notADate();
}
