import type { OutputOf } from '#platform/shared/contract.ts';
import type { identity } from '#platform/shared/identity-contract.ts';
import { instantOf, shownAt, steadyNow } from '#platform/shared/time.ts';
import { actionOf, isAlive } from '../scope/acts.ts';
import { type Authenticated, authenticate } from './authenticate.ts';
import type { IdentityOpenVerb } from './open-verb.ts';
import { peopleHere } from './people-here.ts';

type Answer = OutputOf<typeof identity, 'whoAmI'>;

/** Who is at this screen, and who else could be: decides between sign-in page, lock and workbench. */
export const whoAmI: IdentityOpenVerb<'whoAmI'> = async (ctx): Promise<Answer> => {
  const caller = await authenticate(ctx.database, { ...ctx, now: steadyNow(ctx.clock), touch: false });
  const others = (await peopleHere(ctx))
    .filter((one) => one.hasPin && one.sessionId !== caller?.session?.id)
    .map(({ staffId, name, clinicName }) => ({ staffId, name, clinicName }));
  if (!caller) return { state: 'signedOut', others };
  const about = { person: personOf(caller), clinic: clinicOf(caller), others };
  const { session } = caller;
  if (session?.locked) return { state: 'locked', ...about, pinOpens: session.pinOpens };
  return {
    state: 'open',
    ...about,
    roles: caller.held.map(({ role, label, preliminary }) => ({ role, label, preliminary })),
    actions: actionsOf(caller, instantOf(ctx.clock.now())),
    ...rightsTurn(caller, ctx.clock.now()),
    ...(session && {
      idleMinutes: session.idleMinutes,
      absoluteUntil: shownAt(ctx.clock, session.absoluteUntil),
    }),
  };
};

/** The next moment at which a competency, a credential, a delegation or a standing order begins or ends. */
function rightsTurn({ standing, protocols }: Authenticated, nowMs: number): { rightsTurnInSeconds?: number } {
  const turns = [...standing, ...protocols]
    .flatMap(({ from, until }) => [from, until ?? from])
    .map((instant) => Date.parse(instant) - nowMs)
    .filter((ms) => ms > 0);
  return turns.length > 0 ? { rightsTurnInSeconds: Math.ceil(Math.min(...turns) / 1000) } : {};
}

/** What her job descriptions hold, and what is delegated to her at this hour: screens offer nothing else. */
function actionsOf({ held, standing }: Authenticated, now: string): string[] {
  const delegated = standing.filter((one) => one.kind === 'delegation' && isAlive(one, now));
  const actions = [
    ...held.flatMap((role) => role.actions),
    ...(held.length > 0 ? delegated.map((one) => actionOf(one.code)) : []),
  ];
  return [...new Set(actions)].sort();
}

function personOf({ actor, staff }: Authenticated) {
  const { id, name, language, practitionerId } = actor;
  return { id, name, language, hasPin: staff?.hasPin ?? false, ...(practitionerId && { practitionerId }) };
}

/** Without the settings: those are the server's. */
function clinicOf({ clinic }: Authenticated) {
  const { settings: _, ...shown } = clinic;
  return shown;
}
