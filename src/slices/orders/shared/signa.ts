import type { DoseFrequency, MedicineForm, MedicineTime } from './order-words.ts';

/*
 * The Latin shorthand of an Indonesian resep, which pharmacies read: `R/ Amoksisilin 500 mg caps No. XV`,
 * `S 3 dd 1 caps p.c.`. The signa always stands beside the sentence in the patient's words.
 */

const latinForms: Record<MedicineForm, string> = {
  tablet: 'tab',
  capsule: 'caps',
  syrup: 'syr',
  drops: 'gtt',
  powder: 'pulv',
  cream: 'cream',
  ointment: 'ungt',
  inhaler: 'inhaler',
  nebule: 'neb',
  suppository: 'supp',
  injection: 'inj',
  eyeDrops: 'gtt opht',
  earDrops: 'gtt auric',
  patch: 'patch',
};

const latinFrequencies: Record<DoseFrequency, string> = {
  onceDaily: '1 dd',
  twiceDaily: '2 dd',
  threeTimesDaily: '3 dd',
  fourTimesDaily: '4 dd',
  fiveTimesDaily: '5 dd',
  every4Hours: 'o. 4 h.',
  every6Hours: 'o. 6 h.',
  every8Hours: 'o. 8 h.',
  every12Hours: 'o. 12 h.',
  everyOtherDay: 'alt. d.',
  weekly: 'o. hebd.',
  once: '1 ×',
};

const latinTimes: Record<MedicineTime, string> = {
  beforeMeals: 'a.c.',
  withMeals: 'd.c.',
  afterMeals: 'p.c.',
  morning: 'mane',
  atBedtime: 'h.s.',
};

/** The form as a resep abbreviates it: `capsule` → `caps`. */
export function latinForm(form: MedicineForm): string {
  return latinForms[form];
}

/** The signa: `S 3 dd 1 caps p.c.`, `S 3 dd 1 tab p.r.n.`. */
export function signa(line: {
  dose: string;
  form: MedicineForm;
  frequency: DoseFrequency;
  time?: MedicineTime | undefined;
  asNeeded: boolean;
}): string {
  const unit = line.form === 'syrup' ? 'ml' : latinForm(line.form);
  const parts = ['S', latinFrequencies[line.frequency], line.dose, unit];
  if (line.time) parts.push(latinTimes[line.time]);
  if (line.asNeeded) parts.push('p.r.n.');
  return parts.join(' ');
}

const romanSteps: readonly [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/**
 * A whole number from 1 to 3999 in Roman figures, as the quantity of a resep is written against forging.
 * @throws RangeError outside of these
 */
export function roman(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 3999)
    throw new RangeError(`No Roman figure for ${value}`);
  let rest = value;
  let text = '';
  for (const [size, figure] of romanSteps) {
    while (rest >= size) {
      text += figure;
      rest -= size;
    }
  }
  return text;
}
