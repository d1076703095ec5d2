import type { Context, Part } from '../context.ts';
import { refuseJoinedFromStart } from '../record/joined.ts';
import { asRefusal, DeclaredRefusal } from './open-context.ts';

/**
 * Runs the body of one verb in the context of an act, its input parsed already. Writes to a chart that was joined into
 * another are refused, a declared code leaves as a refusal of the verb's own slice.
 * @returns the answer, cut to what the contract's output names
 */
export async function answerOf(ctx: Context, verb: Part, input: unknown): Promise<unknown> {
  const { contract } = verb;
  const writesOf = async (patientId: string | undefined) => {
    if (patientId !== undefined && contract.effect === 'write') await refuseJoinedFromStart(ctx, patientId);
  };
  const asked = contract.patient?.(input);
  await writesOf(asked);
  try {
    const answer = contract.output.parse(await verb.run(ctx, input));
    // of whom it was is told by the answer alone
    if (asked === undefined) await writesOf(contract.patient?.(input, answer));
    return answer;
  } catch (error) {
    if (error instanceof DeclaredRefusal) throw asRefusal(error, verb.slice, contract.errors);
    throw error;
  }
}
