import type { ChartTables } from '#platform/server/record/chart-tables.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  // what is still to be looked through goes along where the chart is joined once more
  move: [{ table: 'merging_reconcile', key: ['merge_id', 'what'] }],
  keep: {
    merging_merge: 'it says which charts were joined',
    merging_pair: 'what was said of a pair is said of these two charts',
    merging_name_alert: 'an alert names two charts; one that is joined leads on',
    merging_overlay: 'a report says in which chart it was found',
    merging_search: 'only how far the search came',
  },
};
