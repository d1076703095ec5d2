import { news2 } from '../news2.ts';
import { plausibilityFindings } from '../plausible.ts';
import { ageOf, type Fields, LineFault } from './fields.ts';
import { coreValues, shortReason } from './read-values.ts';

/** NEWS2 is for 16 years and above, and a line that says no age means such a patient. */
const adult = {
  years: 40,
  months: 0,
  days: 0,
  totalMonths: 480,
  totalDays: 14_610,
  precision: 'day',
} as const;

/** NEWS2 of one line. */
export function scoreNews2(fields: Fields): Record<string, unknown> {
  const values = coreValues(fields);
  const age = ageOf(fields)?.age ?? adult;
  const scale = fields.number('scale', 1, 2) ?? 1;
  const pregnant = fields.boolean('pregnant') ?? false;
  fields.done();
  if (scale !== 1 && scale !== 2) throw new LineFault('must be 1 or 2', 'scale');
  const found = plausibilityFindings({ age, eventDate: '', values });
  const wrong = found.find(({ level }) => level === 'reject');
  if (wrong !== undefined) throw new LineFault(shortReason(wrong), wrong.sign);
  return { ...news2(age, values, { scale, pregnant }) };
}
