import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { useLocale } from '#platform/web/language.ts';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { DocumentView } from '../contract.ts';
import { isOver, stateOf } from './words.ts';

/** One document in a list: when, what, from whom, and how it stands. */
export function DocumentLine({ one }: { one: DocumentView }) {
  const locale = useLocale();
  const { words, tone } = stateOf(one);
  return (
    <>
      <span className="doc-line-date">{formatPlainDate(one.servedOn, locale, 'short')}</span>
      <span className="doc-line-what">
        <strong>{one.typeLabel}</strong>
        {one.title && <span>{one.title}</span>}
        {one.source && <span className="doc-soft">{one.source}</span>}
      </span>
      <span className="doc-line-state">
        <SignalBadge tone={tone}>{words}</SignalBadge>
        {one.office && <span className="doc-soft">{m.documents_office()}</span>}
      </span>
    </>
  );
}

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Words and type narrow the list at once; what is over stands last. */
export function useNarrowed(all: DocumentView[]) {
  const [text, setText] = useState('');
  const [type, setType] = useState('');
  const words = folded(text).split(/\s+/).filter(Boolean);
  const fits = (one: DocumentView) => {
    const said = folded([one.typeLabel, one.title, one.source, one.servedOn].join(' '));
    return (type === '' || one.type === type) && words.every((word) => said.includes(word));
  };
  const found = all.filter(fits);
  const types = [...new Map(all.map((one) => [one.type, one.typeLabel]))];
  return {
    shown: [...found.filter((one) => !isOver(one)), ...found.filter(isOver)],
    fields: (
      <div className="doc-narrow">
        <FieldText label={m.documents_find()} value={text} onChange={setText} />
        <FieldSelect
          label={m.documents_file_type()}
          placeholder={m.documents_allTypes()}
          value={type}
          onChange={setType}
          options={types.map(([value, label]) => ({ value, label }))}
          clearable
        />
      </div>
    ),
  };
}
