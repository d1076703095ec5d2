import type { Language } from '#platform/shared/languages.ts';

/** A stretch of the clock, `HH:MM`; an end at or before the beginning is the next day's. */
export interface WallStretch {
  from: string;
  until: string;
}

/** A kind of shift. Data of the clinic: what stands here is only what it begins with. */
export interface ShiftKind {
  code: string;
  label: Record<Language, string>;
  /** One, or the two of a split shift. */
  stretches: WallStretch[];
  /** Not worked, in whole minutes. */
  breakMinutes: number;
  active: boolean;
}

const kind = (
  code: string,
  [en, id]: readonly [string, string],
  hours: readonly string[],
  breakMinutes: number,
): ShiftKind => ({
  ...{ code, label: { en, id }, breakMinutes, active: true },
  stretches: hours.map((one) => {
    const [from = '', until = ''] = one.split('–');
    return { from, until };
  }),
});

/**
 * Pagi and sore of seven hours, malam of ten with two of rest, so that none is above the eight hours of a day (Indonesia;
 * a break after four hours of work, UU 13/2003 article 79, verify).
 */
const indonesian = [
  kind('morning', ['Morning', 'Pagi'], ['07:00–14:00'], 30),
  kind('afternoon', ['Afternoon', 'Sore'], ['14:00–21:00'], 30),
  kind('night', ['Night', 'Malam'], ['21:00–07:00'], 120),
  kind('split', ['Split', 'Terbagi'], ['08:00–12:00', '16:00–20:00'], 0),
];

/** What doctors' offices in the United States work; a meal break of 30 minutes or more is no work (29 CFR 785.19, verify). */
const american = [
  kind('day', ['Day', 'Siang penuh'], ['08:00–17:00'], 60),
  kind('morning', ['Morning', 'Pagi'], ['07:00–15:00'], 30),
  kind('afternoon', ['Afternoon', 'Sore'], ['12:00–20:00'], 30),
  kind('night', ['Night', 'Malam'], ['22:00–06:00'], 30),
  kind('split', ['Split', 'Terbagi'], ['08:00–12:00', '16:00–20:00'], 0),
];

/** The kinds that a clinic of a country begins with. @param country ISO 3166 alpha-2 */
export function startingKinds(country: string): ShiftKind[] {
  return country === 'ID' ? indonesian : american;
}
