/**
 * What a place asks of whoever does an act without a licence. Every figure here is (verify): a starting value of a setting
 * that the clinic's manager compares with the law, changes and approves. Nothing of it is a hard rule.
 */
export interface LawRule {
  /** `slice.act`, or a skill within it: each act once a place. */
  act: string;
  /** Asked for where a clinic opens; the others wait for its manager. */
  on: boolean;
  /** Of these jobs; empty: of every job without a licence. */
  roles: readonly string[];
  forbidden: boolean;
  /** Kinds of credential of which any one must be alive. */
  credentials: readonly string[];
  /** So many minutes of training in a subject. */
  subject: Subject | '';
  minutes: number;
  /** So often seen to be done rightly. */
  performances: number;
  /** What is performed, in the plural. */
  label: { en: string; id: string };
  /** Indirect: somebody licensed answers for it; on site: she is in the house. */
  supervision: 'none' | 'indirect' | 'onSite';
  supervisor: 'nurse' | 'prescriber';
}

/** In what the law counts hours: those of one subject count for each of its acts. */
export type Subject = 'injections' | 'bloodDraw';

export interface PlaceLaw {
  /** ISO 3166: a country, or a state of it. */
  place: string;
  country: string;
  /** Of these data: the month in which they were written, so that a clinic sees that there are newer ones. */
  dataVersion: string;
  rules: readonly LawRule[];
}

/** A rule that asks for nothing yet. */
export const asksNothing: Omit<LawRule, 'act'> = {
  ...{ on: true, roles: [], forbidden: false, credentials: [], subject: '', minutes: 0, performances: 0 },
  ...{ label: { en: '', id: '' }, supervision: 'none', supervisor: 'nurse' },
};

const ofNeedles = {
  venipuncture: { en: 'venipunctures', id: 'pungsi vena' },
  capillaryPuncture: { en: 'skin punctures', id: 'pungsi kapiler' },
  injectionIm: { en: 'intramuscular injections', id: 'suntikan intramuskular' },
  injectionSc: { en: 'subcutaneous injections', id: 'suntikan subkutan' },
  injectionId: { en: 'intradermal injections', id: 'suntikan intradermal' },
  vaccine: { en: 'vaccinations', id: 'imunisasi' },
} as const;
export type Needle = keyof typeof ofNeedles;

/** A rule about one kind of puncture or injection. */
export function needle(skill: Needle, asked: Partial<LawRule>): LawRule {
  const action = skill === 'capillaryPuncture' ? 'orders.perform' : 'orders.performInvasive';
  return { ...asksNothing, act: `${action}/${skill}`, label: ofNeedles[skill], ...asked };
}
