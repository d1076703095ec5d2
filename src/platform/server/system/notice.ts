/** Something for the manager to see to; `params` are instants (ISO-8601 UTC, names ending in `At`) and numbers. */
export interface Notice {
  key: 'diskLow' | 'clockBack' | 'clockAhead' | 'clocksDiffer' | 'auditKeyLost' | 'factorsKeyLost';
  params: Record<string, string | number>;
}
