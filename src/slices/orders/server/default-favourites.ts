import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { medicineLine, type OrderDetail } from '../contract.ts';

/** A favourite as the country's list holds it. */
export interface DefaultFavourite {
  code: string;
  en: string;
  id: string;
  /** Further words by which it is found. */
  search: string;
  detail: OrderDetail;
}

/** Stands where the physician writes what she asks of the colleague; a referral without a question is not sent. */
export const openQuestion = '…';

/**
 * Reads a list of favourites: tab-separated, as the head of each file says.
 * @throws Error naming the line that is not so
 */
export function parseFavourites(text: string): DefaultFavourite[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const cells = line.split('\t');
    const found = cells[0] === 'medicine' ? medicineFavourite(cells) : actFavourite(cells);
    if (!found) throw new Error(`line ${index + 1} is no favourite: ${line}`);
    return [found];
  });
}

/** The favourites that a new clinic of this country starts with. */
export async function countryFavourites(country: string): Promise<DefaultFavourite[]> {
  const folder = path.join(import.meta.dirname, '../data');
  const read = async (name: string) => parseFavourites(await readFile(path.join(folder, name), 'utf8'));
  return [
    ...(await read('favourites-both.tsv')),
    ...(await read(`favourites-${country === 'US' ? 'us' : 'id'}.tsv`)),
  ];
}

function actFavourite([what = '', code = '', en = '', id = '', search = '']: string[]):
  | DefaultFavourite
  | undefined {
  const [kind, ...said] = what.split(' ');
  const invasive = said.includes('needle');
  const skill = said.find((word) => word !== 'needle');
  if (!code || !en || !id) return undefined;
  const named = { code, en, id, search };
  const urgency = 'routine' as const;
  if (kind === 'referral')
    return { ...named, detail: { kind, code, to: en, question: openQuestion, urgency } };
  if (kind !== 'test' && kind !== 'procedure') return undefined;
  return { ...named, detail: { kind, code, label: en, invasive, ...(skill && { skill }), urgency } };
}

function medicineFavourite(cells: string[]): DefaultFavourite | undefined {
  const [
    ,
    code = '',
    drug,
    strength,
    search = '',
    form,
    dose,
    route,
    frequency,
    time,
    days,
    quantity,
    flags = '',
    forPatient,
  ] = cells;
  const line = medicineLine.safeParse({
    drug,
    strength,
    form,
    dose,
    route,
    frequency,
    ...(time && { time }),
    ...(days && { days: Number(days) }),
    quantity,
    asNeeded: flags.includes('asNeeded'),
    dispensedHere: flags.includes('here'),
    ...(forPatient && { forPatient }),
  });
  if (!code || !line.success) return undefined;
  const label = `${drug} ${strength}`;
  return { code, en: label, id: label, search, detail: { kind: 'medicine', code, medicine: line.data } };
}
