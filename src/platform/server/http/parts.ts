import { Refusal, refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import { parseInput } from './parse-input.ts';
import { refuseWithout } from './run-act.ts';
import { answerOf } from './verb-answer.ts';

/**
 * Does within an act what other duties add to it (`ServerSlice.parts`): each by its own verb, with its own right and its
 * own row in the trail, in the transaction of the act, so that all of it stands or nothing does.
 * @param act `<slice>.<verb>` of the act itself
 * @param given inputs of the parts by slice
 * @param at path of `given` in the act's input: what a part says of a field is told at its place there
 * @param shared what the act says in place of the caller, such as which visit it is about
 * @throws Refusal of a part; `invalidInput` for a slice that adds nothing to this act
 */
export async function doParts(
  ctx: Context,
  act: string,
  given: Readonly<Record<string, object>>,
  { at, shared }: { at: string; shared: object },
): Promise<void> {
  const parts = ctx.partsOf(act);
  const stranger = Object.keys(given).find((slice) => !parts.some((one) => one.slice === slice));
  if (stranger !== undefined)
    refuse('invalidInput', {}, [{ path: `${at}.${stranger}`, key: 'platform_field_unknown' }]);
  // in the order of the doors, whichever order they were sent in
  for (const part of parts) {
    const raw = given[part.slice];
    if (!raw) continue;
    const { contract } = part;
    const under = await refuseWithout(ctx, { action: contract.action });
    const [input, answer] = await told(`${at}.${part.slice}`, async () => {
      const parsed: unknown = parseInput(contract.input, { ...raw, ...shared });
      return [parsed, await answerOf(ctx, part, parsed)];
    });
    const patientId = contract.patient?.(input, answer);
    ctx.note(`${part.slice}.${part.name}`, {
      action: contract.action,
      ...(patientId !== undefined && { patientId }),
      ...(under.length > 0 && { details: { under } }),
    });
  }
}

/** What is wrong with a field of a part, at its path in the whole input. */
async function told<T>(above: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof Refusal) || error.fields.length === 0) throw error;
    const { slice, code, status, details, fields } = error;
    const below = fields.map((field) => ({ ...field, path: [above, field.path].filter(Boolean).join('.') }));
    throw new Refusal(slice, code, status, details, below);
  }
}
