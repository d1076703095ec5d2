import type { Actor, Clinic } from '#platform/server/context.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { DeclaredRefusal } from '#platform/server/http/open-context.ts';
import { runAct } from '#platform/server/http/run-act.ts';
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

/** Many calls of one verb in one transaction; a refused one is tried once more with what `again` makes of the refusal. */
export type PlayMany = <C extends Contract, N extends VerbName<C>>(
  who: string,
  atMs: number,
  contract: C,
  verb: N,
  inputs: readonly CallOf<C, N>[],
  again?: (input: CallOf<C, N>, details: Record<string, unknown>) => CallOf<C, N>,
) => Promise<OutputOf<C, N>[]>;

/** A demo clinic with its people ready to act. */
export interface Stage {
  clinic: Clinic;
  /** FHIR Practitioner ids of the physicians. */
  physicians: string[];
  play: Play;
  playMany: PlayMany;
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
  function cast(who: string, atMs: number, slice: string, verb: string) {
    const actor = people.get(who);
    const registered = platform.registry.verb(slice, verb);
    if (!actor || !registered) throw new Error(`the demo has no ${who} or no verb ${slice}.${verb}`);
    const then: Platform = { ...platform, clock: { now: () => atMs } };
    return { then, registered, caller: { actor, clinic, language: clinic.language } };
  }
  return {
    clinic,
    physicians: ['physician', 'physician2'].flatMap((login) => people.get(login)?.practitionerId ?? []),
    async play(who, atMs, contract, verb, input) {
      const { then, caller, registered } = cast(who, atMs, contract.slice, verb);
      return (await runVerb(then, caller, registered, input)) as OutputOf<typeof contract, typeof verb>;
    },
    async playMany(who, atMs, contract, verb, inputs, again) {
      const { then, caller, registered } = cast(who, atMs, contract.slice, verb);
      const { action, kind, effect, input: schema } = registered.contract;
      const act = {
        event: `${contract.slice}.${verb}`,
        action,
        kind,
        effect,
        audience: 'byScope' as const,
        audited: true,
      };
      return runAct(then, caller, {
        ...act,
        async body(ctx) {
          const answers: OutputOf<typeof contract, typeof verb>[] = [];
          for (const input of inputs) {
            const once = (one: typeof input) => registered.run(ctx, schema.parse(one));
            const answer = await once(input).catch((error) => {
              if (!again || !(error instanceof DeclaredRefusal)) throw error;
              return once(again(input, error.details));
            });
            answers.push(answer as OutputOf<typeof contract, typeof verb>);
          }
          return answers;
        },
      });
    },
  };
}
