/** What a clinic lays down for its roster; all lengths in whole minutes of work, breaks left out. */
export interface RosterSettings {
  /** Between the end of one shift and the beginning of the next. */
  restMinutes: number;
  /** In a week from Monday. */
  weekMinutes: number;
  /** On one day, of a week of up to five days of work. */
  dayMinutes: number;
  /** On one day, of a week of six or seven. */
  sixDayMinutes: number;
  /** Days of a week without work. */
  restDays: number;
  /** What a broken rule does to a roster that is published. */
  broken: 'warn' | 'refuse';
  /** What happens to a leave that takes away the last person who may do what bookings ask for. */
  lastPerson: 'warn' | 'refuse';
}

/**
 * What a clinic of a country begins with. Indonesia: 40 hours a week, 7 hours on six days or 8 on five, a day of rest
 * (UU 13/2003 articles 77 and 79, PP 35/2021; verify). United States: over 40 hours a week is overtime (FLSA, 29 USC 207;
 * verify); a day has no federal limit. The rest between shifts is the house's own figure in both.
 * @param country ISO 3166 alpha-2
 */
export function startingSettings(country: string): RosterSettings {
  const days =
    country === 'ID' ? { dayMinutes: 480, sixDayMinutes: 420 } : { dayMinutes: 720, sixDayMinutes: 720 };
  return { restMinutes: 660, weekMinutes: 2400, ...days, restDays: 1, broken: 'warn', lastPerson: 'warn' };
}
