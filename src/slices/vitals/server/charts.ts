import type { ChartTables } from '#platform/server/record/chart-tables.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  follow: ['vitals_reading'],
  move: [{ table: 'vitals_recheck', key: ['id'], visit: 'visit_id' }],
};
