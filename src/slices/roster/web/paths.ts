export type RosterTab = 'week' | 'requests' | 'kinds' | 'rules';
const tabs: readonly RosterTab[] = ['week', 'requests', 'kinds', 'rules'];

/** What the roster's address says; what it does not say is the week of today. */
export function rosterAt(search: Record<string, string>, today: string): { day: string; tab: RosterTab } {
  const day = /^\d{4}-\d\d-\d\d$/.test(search.day ?? '') ? (search.day as string) : today;
  return { day, tab: tabs.find((one) => one === search.tab) ?? 'week' };
}

export function rosterHref(day: string, tab: RosterTab = 'week'): string {
  return `/clinic/roster?day=${day}${tab === 'week' ? '' : `&tab=${tab}`}`;
}
