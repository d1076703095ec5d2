import type { Context } from '../context.ts';

/** Work of a slice that the clock starts, once for each clinic, in the system's name. */
export interface ClinicJob {
  /** `<slice>.<name>`; its audit event too, where it is audited. */
  name: string;
  /** Cron in UTC. Every minute is the finest there is. */
  cron: string;
  /** Be idempotent: after a crash it runs once more. */
  run(ctx: Context): Promise<void>;
}
