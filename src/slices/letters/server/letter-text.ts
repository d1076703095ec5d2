import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate, formatTime } from '#platform/shared/time.ts';
import { measuredWords } from '#slices/vitals/server/index.ts';
import type { Content, Spoken } from '../contract.ts';
import { certifiedMeasures } from '../shared/kinds.ts';
import type { Kept } from './letter-codec.ts';
import { placeOf } from './measured.ts';

export type WordOf = (key: string, params?: Record<string, string | number>) => string;

/** This slice's words in one language. */
export function wordOf(language: Language): WordOf {
  return (key, params) => words(language, `letters_${key}`, params);
}

type Source = Omit<Kept, 'spoken' | 'drafterId'>;

/** What stands on the paper. While nobody has signed, the place of the physician's conclusion is a dotted line. */
export function spokenOf(source: Source, zone: string): Spoken {
  const { content, language, replaces } = source;
  const word = wordOf(language);
  const replacing = replaces ? [word('paper_replaces', { number: replaces.number })] : [];
  return {
    title: titleOf(content, word),
    facts: [
      { label: word('paper_recipient'), value: content.recipient },
      ...(content.kind !== 'fitToReturn' && content.purpose
        ? [{ label: word('paper_purpose'), value: content.purpose }]
        : []),
      ...(content.kind === 'health' ? findings(source, content, word) : []),
    ],
    sentences: [...sentences(source, word, zone), ...replacing],
  };
}

export function titleOf(content: Content, word: WordOf): string {
  return content.kind === 'fitToReturn'
    ? word(`paper_fitToReturn_${content.place}`)
    : word(`paper_${content.kind}`);
}

/** Measured values with "not measured" where nobody measured; sight only where somebody tested it. */
function findings({ measured, language }: Source, content: Content & { kind: 'health' }, word: WordOf) {
  const signs = certifiedMeasures.map((wanted) => {
    const found = measured.find((one) => placeOf(one) === wanted);
    return found
      ? measuredWords(language, found)
      : { label: word(`measure_${wanted}`), value: word('paper_notMeasured') };
  });
  const { vision, colourVision } = content;
  return [
    ...signs,
    ...(vision ? [{ label: word('vision'), value: vision }] : []),
    ...(colourVision ? [{ label: word('colourVision'), value: colourVision }] : []),
  ];
}

function sentences(source: Source, word: WordOf, zone: string): string[] {
  const { content, language, conclusion, remark } = source;
  const locale = localeFor(language);
  const day = (date: string) => formatPlainDate(date, locale);
  const on = day(source.day);
  if (content.kind === 'health') {
    const said = conclusion ? word(`conclusion_${conclusion}`) : '.'.repeat(60);
    return [
      word('paper_examined', { on }),
      word('paper_conclusion', { said }),
      ...(remark ? [remark] : []),
      word('paper_validThatDay'),
    ];
  }
  if (content.kind === 'attendance') {
    const { arrivedAt, leftAt } = source;
    const time = (instant: string) => formatTime(instant, locale, zone);
    const from = arrivedAt && time(arrivedAt);
    if (from && leftAt) return [word('paper_seenFromUntil', { on, from, until: time(leftAt) })];
    return [from ? word('paper_seenFrom', { on, from }) : word('paper_seen', { on })];
  }
  const { place, returnOn, limits, limitsUntil } = content;
  const returns = word(`paper_return_${place}`, { on: day(returnOn) });
  if (!limits) return [word('paper_seen', { on }), `${returns} ${word('paper_noLimits')}`];
  const until = limitsUntil
    ? word('paper_limitsUntil', { until: day(limitsUntil), limits })
    : word('paper_limits', { limits });
  return [word('paper_seen', { on }), returns, until];
}
