import type { ChartTables } from '#platform/server/record/chart-tables.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  follow: ['waitlist_entry'],
  move: [{ table: 'waitlist_offer', key: ['id'], visit: 'entry_id' }],
};
