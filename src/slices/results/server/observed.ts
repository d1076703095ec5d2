import type { Observation, ObservationComponent, ObservationReferenceRange } from '@medplum/fhirtypes';
import type { Language } from '#platform/shared/languages.ts';
import { conceptWords, figure, valueWords } from '#slices/records/server/index.ts';
import { flagOf, standingOf, usualRange } from './flags.ts';
import { type Found, keyOf, visitIdOf } from './found.ts';

/** A measured value, or one for each part of a panel that came as one. */
export function observed(one: Observation, language: Language): Found[] {
  const title = conceptWords(one.code) ?? '?';
  const whole = one.component?.length && !valueWords(one, language) ? [] : [valueIn(one, one, language)];
  const parts = (one.component ?? []).map((part) => ({
    ...valueIn(one, part, language),
    key: `${keyOf(one.code)}/${keyOf(part.code)}`,
    title: `${title}: ${conceptWords(part.code) ?? '?'}`,
  }));
  return [...whole.map((value) => ({ ...value, key: keyOf(one.code), title })), ...parts];
}

function valueIn(one: Observation, part: Observation | ObservationComponent, language: Language) {
  const [words, range, flag] = [
    valueWords(part, language),
    rangeWords(part.referenceRange, language),
    flagOf(part),
  ];
  const at =
    one.effectiveDateTime ?? one.effectivePeriod?.start ?? one.effectiveInstant ?? one.issued ?? undefined;
  const by = one.performer?.map(({ display }) => display).find(Boolean);
  const [note, visitId] = [one.note?.[0]?.text, visitIdOf(one)];
  return {
    kind: 'measured' as const,
    holds: [],
    value: {
      id: `Observation/${one.id}`,
      standing: standingOf(one.status),
      ...(at && { at }),
      ...(words && { words }),
      ...(range && { range }),
      ...(flag && { flag }),
      ...(by && { by }),
      ...(note && { note }),
      ...(visitId && { visitId }),
    },
  };
}

/** `3.5–5.1`, `< 200`, or as the laboratory wrote it. */
function rangeWords(ranges: ObservationReferenceRange[] | undefined, language: Language): string | undefined {
  const usual = usualRange(ranges);
  if (!usual) return ranges?.map(({ text }) => text).find(Boolean);
  const [low, high] = [usual.low?.value, usual.high?.value];
  const unit = usual.low?.unit ?? usual.high?.unit ?? '';
  if (low !== undefined && high !== undefined)
    return `${figure(low, language)}–${figure(high, language)} ${unit}`.trim();
  if (high !== undefined) return `≤ ${figure(high, language)} ${unit}`.trim();
  if (low !== undefined) return `≥ ${figure(low, language)} ${unit}`.trim();
  return usual.text;
}
