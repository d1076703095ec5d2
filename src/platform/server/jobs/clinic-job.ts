import type { Clinic, Context } from '../context.ts';

/** Work of a slice that the clock starts, once for each clinic, in the system's name. */
export interface ClinicJob {
  /** `<slice>.<name>`; its audit event too, where it is audited. */
  name: string;
  /** Cron in UTC. Every minute is the finest there is. */
  cron: string;
  /** Be idempotent: after a crash it runs once more. */
  run(ctx: Context): Promise<void>;
}

/**
 * Work of a slice that waits for somebody else's machine: no transaction stands open meanwhile. It takes what it will
 * do in one transaction, does it, and writes down in another what became of it.
 */
export interface ClinicErrand extends Omit<ClinicJob, 'run'> {
  run(errand: Errand): Promise<void>;
}

export interface Errand {
  clinic: Clinic;
  /** One transaction in the clinic, in the system's name. */
  inside<T>(body: (ctx: Context) => Promise<T>): Promise<T>;
}
