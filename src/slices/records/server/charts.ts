import type { ChartTables } from '#platform/server/record/chart-tables.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  follow: ['records_allergy', 'records_allergy_review'],
  keep: {
    records_number: 'a record number stays the one that was issued, and never becomes another chart’s',
    records_patient: 'it is the chart itself: closed, and leading on',
    records_patient_key: 'by its old name and number the joined chart is still found, and leads on',
    records_look_alike:
      'what was said of the pair is said of these two charts; one that is joined is asked about no more',
  },
};
