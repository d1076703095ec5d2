import type { MedicineLine, OrderDetail } from '../contract.ts';

/** Looks a word up: `('form_tablet', {…})` → the message `orders_form_tablet` in the language wanted. */
export type WordOf = (key: string, params?: Record<string, string | number>) => string;

/** Drug, strength and form: `Amoxicillin 500 mg, capsule`. */
export function medicineName(line: MedicineLine, wordOf: WordOf): string {
  const named = [line.drug, line.strength].filter(Boolean).join(' ');
  return `${named}, ${wordOf(`form_${line.form}`)}`;
}

/** How it is taken, in the patient's words: `1 capsule by mouth, 3 times a day, after meals, for 5 days`. */
export function medicineTaking(line: MedicineLine, wordOf: WordOf): string {
  const count = line.dose === '1' || line.dose === '½' ? 1 : 2;
  const parts = [
    wordOf('taking', {
      amount: `${line.dose} ${wordOf(`unit_${line.form}`, { count })}`,
      frequency: wordOf(`frequency_${line.frequency}`),
      route: wordOf(`route_${line.route}`),
    }),
  ];
  if (line.time) parts.push(wordOf(`time_${line.time}`));
  if (line.asNeeded) parts.push(wordOf('asNeeded'));
  if (line.days) parts.push(wordOf('forDays', { count: line.days }));
  const sentence = parts.join(', ');
  return line.forPatient ? `${sentence}. ${line.forPatient}` : sentence;
}

/**
 * One line for lists.
 * @param label the favourite's words in that language, where the order came from one
 * @param dayOf writes a date `YYYY-MM-DD`
 */
export function describeOrder(
  detail: OrderDetail,
  label: string | undefined,
  wordOf: WordOf,
  dayOf: (day: string) => string,
): string {
  switch (detail.kind) {
    case 'medicine':
      return `${medicineName(detail.medicine, wordOf)}: ${medicineTaking(detail.medicine, wordOf)}`;
    case 'referral':
      return wordOf('line_referral', { to: label ?? detail.to });
    case 'followUp':
      return wordOf('line_followUp', { on: dayOf(detail.on) });
    default:
      return label ?? detail.label;
  }
}
