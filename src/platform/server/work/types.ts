/** What a slice asks a person to do. Words are the kind's, filled with `params` (no PHI: codes and short labels). */
export interface NewTask {
  kind: string;
  patientId?: string;
  visitId?: string;
  /** What it is about, `Type/id`; the link that the task opens and the handle to end it by. */
  subject: string;
  params?: Record<string, string>;
  /** Staff id, where one person is meant; otherwise it lies in the pool of those who may do it. */
  ownerId?: string;
  urgent?: boolean;
  /** Another action than the kind's own, where the work itself says who may do it. */
  action?: string;
  /** Instant; otherwise now plus the kind's minutes. */
  dueAt?: string;
}

/** Whatever a person must do is one Task. Opened and ended in the transaction of the act that causes it. */
export interface Work {
  open(task: NewTask): Promise<string>;
  /** Ends the open tasks about a subject, of one kind or of all. Returns how many. */
  finish(subject: string, how: 'done' | 'cancelled', kind?: string): Promise<number>;
  /** Whether somebody is asked already: a task of this kind about this subject stands open. */
  isOpen(subject: string, kind: string): Promise<boolean>;
}
