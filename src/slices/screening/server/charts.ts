import type { ChartTables } from '#platform/server/record/chart-tables.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  follow: ['screening_result'],
  move: [{ table: 'screening_decline', key: ['visit_id', 'code'], visit: 'visit_id' }],
};
