import type { Favourite, MedicineLine, OrderDetail } from '../contract.ts';
import type { DoseFrequency, MedicineTime } from './order-words.ts';

const perDay: Record<string, DoseFrequency> = {
  '1': 'onceDaily',
  '2': 'twiceDaily',
  '3': 'threeTimesDaily',
  '4': 'fourTimesDaily',
  '5': 'fiveTimesDaily',
};

const shorthand: Record<string, DoseFrequency> = {
  qd: 'onceDaily',
  od: 'onceDaily',
  bid: 'twiceDaily',
  bd: 'twiceDaily',
  tid: 'threeTimesDaily',
  tds: 'threeTimesDaily',
  qid: 'fourTimesDaily',
  q4h: 'every4Hours',
  q6h: 'every6Hours',
  q8h: 'every8Hours',
  q12h: 'every12Hours',
};

const timeWords: Record<string, MedicineTime> = {
  ac: 'beforeMeals',
  pc: 'afterMeals',
  dc: 'withMeals',
  hs: 'atBedtime',
  malam: 'atBedtime',
  bedtime: 'atBedtime',
  pagi: 'morning',
  morning: 'morning',
};

/** Times a day of each frequency that has a fixed number, to count out how much is needed. */
const timesADay: Partial<Record<DoseFrequency, number>> = {
  onceDaily: 1,
  twiceDaily: 2,
  threeTimesDaily: 3,
  fourTimesDaily: 4,
  fiveTimesDaily: 5,
  every4Hours: 6,
  every6Hours: 4,
  every8Hours: 3,
  every12Hours: 2,
};

/** How many are needed of what is counted in pieces; undefined for syrups, creams and the like. */
export function piecesNeeded(
  line: Pick<MedicineLine, 'form' | 'dose' | 'frequency' | 'days'>,
): string | undefined {
  const each = line.dose === '½' ? 0.5 : Number(line.dose);
  const daily = timesADay[line.frequency];
  if (!['tablet', 'capsule', 'powder', 'suppository', 'patch'].includes(line.form)) return undefined;
  if (!Number.isFinite(each) || each <= 0 || !daily || !line.days) return undefined;
  return String(Math.ceil(each * daily * line.days));
}

interface Said {
  names: string[];
  dose?: string;
  frequency?: DoseFrequency;
  time?: MedicineTime;
  asNeeded?: true;
  days?: number;
  quantity?: string;
}

/** Reads `amox 500 3x1 5 days #15 pc`: what is not a dose word is part of the name. */
function read(text: string): Said {
  const line = text
    .toLowerCase()
    .replace(/(\d+)\s*(days?|hari|hr|d)\b/g, '{$1d}')
    .replace(/(?:#|\bno\.?\s*)(\d+)\b/g, '{#$1}')
    .replace(/\b([1-5])\s*(?:x|dd)\s*(?:sehari\s*)?(½|\d+(?:[.,]\d+)?)?(?=\s|$)/g, '{$1x$2}');
  const said: Said = { names: [] };
  for (const token of line.split(/\s+/).filter(Boolean)) {
    const days = /^\{(\d+)d\}$/.exec(token)?.[1];
    const quantity = /^\{#(\d+)\}$/.exec(token)?.[1];
    const [, times, dose] = /^\{([1-5])x(.*)\}$/.exec(token) ?? [];
    if (days) said.days = Number(days);
    else if (quantity) said.quantity = quantity;
    else if (times) {
      said.frequency = perDay[times] ?? 'onceDaily';
      if (dose) said.dose = dose.replace(',', '.');
    } else if (token === 'prn') said.asNeeded = true;
    else if (shorthand[token]) said.frequency = shorthand[token];
    else if (timeWords[token]) said.time = timeWords[token];
    else said.names.push(token);
  }
  return said;
}

/** Whether each typed word begins a word of the favourite; figures must stand in it as typed. */
function fits(names: readonly string[], favourite: Favourite): boolean {
  const own = `${favourite.labels.en} ${favourite.labels.id} ${favourite.search}`
    .toLowerCase()
    .split(/[^\p{L}\p{N},.%]+/u);
  return names.every((name) => own.some((word) => word.startsWith(name)));
}

/** Favourites that a typed line may mean, in the clinic's order. Empty text answers all. */
export function favouritesFor(text: string, favourites: readonly Favourite[]): Favourite[] {
  const { names } = read(text);
  return favourites.filter((one) => one.active && fits(names, one));
}

/**
 * The order that a favourite and the typed line make together: what was typed goes over the favourite's usual words,
 * and the quantity follows from dose, frequency and days unless it was typed.
 */
export function orderFrom(text: string, favourite: Favourite): OrderDetail {
  const { detail } = favourite;
  if (detail.kind !== 'medicine') return detail;
  const { names: _names, quantity, ...said } = read(text);
  const medicine = { ...detail.medicine, ...said };
  const changed = Object.keys(said).length > 0;
  const counted = changed ? piecesNeeded(medicine) : undefined;
  return { ...detail, medicine: { ...medicine, quantity: quantity ?? counted ?? medicine.quantity } };
}

/**
 * A medicine that is no favourite, from a line like `cefixime 200 mg 2x1 5 days`: the figure with its unit is the
 * strength, words before it the drug. Undefined while there is no drug or no frequency.
 */
export function medicineFrom(text: string): OrderDetail | undefined {
  const said = read(text);
  const name = said.names.join(' ');
  const strength = /\d+(?:[.,]\d+)?\s*(?:mg|mcg|g|ml|%|iu|ui)?(?:\/\d*\s*ml)?/.exec(name)?.[0]?.trim();
  const drug = (strength ? name.replace(strength, ' ') : name).replace(/\s+/g, ' ').trim();
  if (drug.length < 3 || !said.frequency) return undefined;
  const medicine = {
    drug: drug.charAt(0).toUpperCase() + drug.slice(1),
    ...(strength && { strength: /^\d+(?:[.,]\d+)?$/.test(strength) ? `${strength} mg` : strength }),
    form: 'tablet' as const,
    dose: said.dose ?? '1',
    route: 'oral' as const,
    frequency: said.frequency,
    ...(said.time && { time: said.time }),
    asNeeded: said.asNeeded ?? false,
    ...(said.days && { days: said.days }),
    dispensedHere: false,
  };
  return {
    kind: 'medicine',
    medicine: { ...medicine, quantity: said.quantity ?? piecesNeeded(medicine) ?? '1' },
  };
}
