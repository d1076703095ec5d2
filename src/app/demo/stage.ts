import type { Actor, Clinic } from '#platform/server/context.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { runVerb } from '#platform/server/http/run-verb.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { CallOf, Contract, OutputOf, VerbName } from '#platform/shared/contract.ts';

/** Calls a verb as one of the demo's people at an instant: what they did this morning is done then, not now. */
export type Play = <C extends Contract, N extends VerbName<C>>(
  who: string,
  atMs: number,
  contract: C,
  verb: N,
  input: CallOf<C, N>,
) => Promise<OutputOf<C, N>>;

/** A demo clinic with its people ready to act. */
export interface Stage {
  clinic: Clinic;
  /** FHIR Practitioner ids of the physicians. */
  physicians: string[];
  play: Play;
}

/** Opens a stage on a clinic of the demo; everything goes the way of every action, with the clock turned. */
export async function openStage(platform: Platform, clinic: Clinic): Promise<Stage> {
  const rows = await inClinic(platform.database, clinic.id, (tx) =>
    tx.selectFrom('identity_staff').selectAll().where('status', '=', 'active').orderBy('login').execute(),
  );
  const people = new Map<string, Actor>(
    rows.map((row) => [
      row.login.split('@')[0] ?? '',
      {
        kind: 'staff',
        id: row.id,
        name: row.name,
        roles: row.roles,
        language: clinic.language,
        ...(row.practitioner_id && { practitionerId: row.practitioner_id }),
      },
    ]),
  );
  return {
    clinic,
    physicians: ['physician', 'physician2'].flatMap((login) => people.get(login)?.practitionerId ?? []),
    async play(who, atMs, contract, verb, input) {
      const actor = people.get(who);
      const registered = platform.registry.verb(contract.slice, verb);
      if (!actor || !registered)
        throw new Error(`the demo has no ${who} or no verb ${contract.slice}.${verb}`);
      const then: Platform = { ...platform, clock: { now: () => atMs } };
      const answer = await runVerb(then, { actor, clinic, language: clinic.language }, registered, input);
      return answer as OutputOf<typeof contract, typeof verb>;
    },
  };
}
