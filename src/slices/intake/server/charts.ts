import type { ChartTables } from '#platform/server/record/chart-tables.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  move: [
    // counted by patient, and what follows it points at commit and patient together
    { table: 'intake_commit', key: ['id'], visit: 'visit_id', counted: 'nth' },
    { table: 'intake_answer', key: ['commit_id', 'topic'] },
    { table: 'intake_change', key: ['id'], visit: 'visit_id' },
  ],
};
