/** Reads a time of day as a person types it: `9`, `930`, `9.30`, `09:30`, `2 pm`, `2:15p`. @returns `HH:MM`, or undefined */
export function parseTime(text: string): string | undefined {
  const match = /^(\d{1,2})(?:[.:h ]?(\d{2}))?\s*(am?|pm?|a\.m\.|p\.m\.)?$/i.exec(text.trim());
  if (!match) return undefined;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const half = match[3]?.[0]?.toLowerCase();
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  if (hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
