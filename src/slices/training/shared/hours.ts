/** Minutes of a span on one day without its break; not above 0 where nothing is left. Times are `HH:MM`. */
export function minutesOf(from: string, to: string, breakMinutes: number): number {
  return minuteOf(to) - minuteOf(from) - breakMinutes;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Hundredths of an hour, rounded down: 9599 minutes never show as 160.00 hours. */
export function hundredthsOf(minutes: number): number {
  return Math.floor((minutes * 100) / 60);
}

/** Whether so many whole minutes reach so many hundredths of an hour. Compared without rounding. */
export function reaches(minutes: number, neededHundredths: number): boolean {
  return minutes * 100 >= neededHundredths * 60;
}
