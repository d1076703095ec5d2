import type { ChartTables } from '#platform/server/record/chart-tables.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  move: [
    { table: 'check_in_session', key: ['id'], visit: 'visit_id' },
    { table: 'check_in_proposal', key: ['id'], visit: 'visit_id' },
  ],
};
