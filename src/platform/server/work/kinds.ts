/**
 * A kind of task that a slice registers in its door. Words are messages `<slice>_task_<name>`, with the task's
 * `params`; `action` says who may take it (whose job description holds it sees it in her pool).
 */
export interface TaskKind {
  /** `<slice>.<name>`, e.g. `orders.labTest`. */
  kind: string;
  /** Holding this action makes a person eligible. */
  action: string;
  /** Minutes until it is due, counted from its opening, where the opener gives no due time. */
  dueMinutes: number;
}
