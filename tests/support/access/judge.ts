import type { RegisteredVerb } from '#platform/server/http/registry.ts';
import type { Caller } from './callers.ts';
import { whoMay } from './callers.ts';
import { answersUnknownIds, reachNothing, unrelatedIds } from './declared.ts';
import type { Answer, Kind } from './knock.ts';

/** What a caller is to the verb: let in, or refused at the door in one of two ways. */
export type Standing = 'in' | 'notSignedIn' | 'notAllowed';

export function standingOf(verb: RegisteredVerb, caller: Caller): Standing {
  const { audience = 'byScope', action } = verb.contract;
  if (audience === 'anyone') return 'in';
  if (caller.kind === 'nobody') return 'notSignedIn';
  if (audience === 'signedIn' && caller.kind === 'staff') return 'in';
  // before the pipeline only a person counts as signed in
  if (audience === 'signedIn') return verb.runOpen ? 'notSignedIn' : 'notAllowed';
  return caller.holds(action) ? 'in' : 'notAllowed';
}

/** What is wrong with the answer to somebody who is refused at the door; undefined when nothing is. */
export function faultOfRefusal(
  standing: Standing,
  answer: Answer,
  action: string,
  country: string,
): string | undefined {
  if (standing === 'notSignedIn') {
    return answer.status === 401 && answer.code === 'platform.notSignedIn' ? undefined : 'expected 401';
  }
  if (answer.status !== 403 || answer.code !== 'platform.notAllowed') return 'expected 403 notAllowed';
  const details = answer.body.details as { reason?: string; whoMay?: string[] } | undefined;
  if (!details?.reason || !String(answer.body.detail).includes(details.reason)) return 'expected the reason';
  const said = JSON.stringify(details.whoMay);
  const expected = JSON.stringify(whoMay(country, action));
  return said === expected ? undefined : `expected whoMay ${expected}`;
}

/** Refusals that any call which got in may meet, whatever its contract says. */
const anybodys = [
  ...['platform.notFound', 'platform.invalidInput', 'platform.versionChanged', 'platform.gone'],
  'platform.proofOver',
];

/**
 * What is wrong with the answer to somebody who is let in.
 * @param verbs all: a slice may meet a refusal of one that it uses (a visit that is closed)
 * @param reached whether somebody before her got through to what the call names, and may have ended it
 */
export function faultOfAnswer(
  verbs: readonly RegisteredVerb[],
  verb: RegisteredVerb,
  kind: Kind,
  answer: Answer,
  reached: boolean,
): string | undefined {
  const route = `${verb.slice}.${verb.name}`;
  const place = `${route} ${kind.idName}`;
  if (answer.status >= 200 && answer.status < 300) {
    if (kind.of === 'mixed' && !(place in unrelatedIds)) return 'expected a refusal of another patient’s';
    if (kind.varied && !(place in answersUnknownIds)) return 'expected a refusal of what is not there';
    return undefined;
  }
  if (isDeclared(verbs, answer)) return undefined;
  if (!anybodys.includes(answer.code ?? '')) return 'expected 2xx or a declared refusal';
  const mustReach = kind.of === 'own' && !reached && !(route in reachNothing);
  // what the first holder ended is not there for the next; but the first one must get through to it
  if (mustReach && answer.code !== 'platform.versionChanged')
    return 'expected the sample to reach what it names';
  return undefined;
}

/** Whether some contract declares this refusal with this status. */
export function isDeclared(verbs: readonly RegisteredVerb[], answer: Answer): boolean {
  return verbs.some(({ slice, contract }) =>
    Object.entries(contract.errors ?? {}).some(
      ([code, { status }]) => answer.code === `${slice}.${code}` && answer.status === status,
    ),
  );
}
