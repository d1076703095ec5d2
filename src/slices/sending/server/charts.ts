import type { ChartTables } from '#platform/server/record/chart-tables.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = { move: [{ table: 'sending_paper', key: ['id'] }] };
