import type { Platform } from '../platform.ts';
import { draftKey } from '../identity/drafts.ts';
import { requestKey } from './idempotency.ts';
import { refuseOddText } from './odd-text.ts';
import { parseInput } from './parse-input.ts';
import type { RegisteredVerb } from './registry.ts';
import { type Caller, runAct } from './run-act.ts';
import { answerOf } from './verb-answer.ts';

/**
 * Runs one verb for a caller: validation by the contract, then the way of every action.
 * @param kept.key the caller's idempotency key; a write without one is simply not protected against its own retry
 * @param kept.draft the draft that a write makes into something kept, as it stands in a header
 * @returns the answer, cut to what the contract's output names
 */
export async function runVerb(
  platform: Platform,
  caller: Caller,
  verb: RegisteredVerb,
  rawInput: unknown,
  kept: { key?: string; draft?: string } = {},
): Promise<unknown> {
  const { contract } = verb;
  const route = `${verb.slice}.${verb.name}`;
  const writes = contract.effect === 'write';
  const key = writes && !contract.secretAnswer ? kept.key : undefined;
  const draft = writes && kept.draft !== undefined ? draftKey(kept.draft) : undefined;
  refuseOddText(rawInput);
  let input: unknown;
  return runAct(platform, caller, {
    event: route,
    action: contract.action,
    kind: contract.kind,
    ...(contract.judgesGround && { about: { ordered: true } }),
    audience: contract.audience ?? 'byScope',
    effect: contract.effect,
    audited: contract.audited ?? true,
    ...(key !== undefined && { request: requestKey(key, route, rawInput) }),
    ...(draft !== undefined && { draft }),
    async body(ctx) {
      input = parseInput(contract.input, rawInput);
      return answerOf(ctx, verb, input);
    },
    patientOf: (answer) => (input === undefined ? undefined : contract.patient?.(input, answer)),
  });
}
