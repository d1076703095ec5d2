import type { ChartTables } from '#platform/server/record/chart-tables.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  follow: ['reminders_visit'],
  move: [
    { table: 'reminders_message', key: ['id'], visit: 'visit_id' },
    { table: 'reminders_answer', key: ['id'], visit: 'visit_id' },
    { table: 'reminders_question', key: ['id'], visit: 'appointment_id' },
    // what she wants told stays as it was said at the chart that stays, where it was said there
    { table: 'reminders_choice', key: ['channel'], single: ['channel'] },
    { table: 'reminders_patient', key: [], single: [] },
  ],
};
