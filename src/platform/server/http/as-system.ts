import type { Context } from '../context.ts';
import type { Clinic } from '../actor.ts';
import type { Platform } from '../platform.ts';
import { runAct } from './run-act.ts';

/** Does something in a clinic in the system's own name; see `asSystem`. */
export type AsSystem = <T>(clinic: Clinic, event: string, body: (ctx: Context) => Promise<T>) => Promise<T>;

/**
 * The way of every action for what no signed-in person does: the terminal, the demo, the set-up of a new clinic.
 * Scope lets the system pass; the audit trail names it as the actor.
 * @param event audit event and action, `<slice>.<act>`
 * @param by word in the audit trail for where it came from, e.g. `cli`
 */
export function asSystem(platform: Platform, by: string): AsSystem {
  return (clinic, event, body) => {
    const { language } = clinic;
    const actor = { kind: 'system' as const, id: by, name: 'serambi', roles: [], language };
    return runAct(
      platform,
      { actor, clinic, language },
      {
        event,
        action: event,
        kind: 'administrative',
        audience: 'byScope',
        effect: 'write',
        audited: true,
        body,
      },
    );
  };
}
