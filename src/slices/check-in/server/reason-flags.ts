import type { Context } from '#platform/server/context.ts';
import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import { emergencyNumber, hurry, raiseAlert, redFlagsOf } from '#slices/front-desk/server/index.ts';
import type { checkIn } from '../contract.ts';
import { endSession, inSession, type Session } from './sessions.ts';

type Flag = Awaited<ReturnType<typeof redFlagsOf>>[number];

export const reasonFlags: OpenVerb<typeof checkIn, 'reasonFlags'> = async (
  ctx,
  { session: secret, reason },
) => {
  const { answer } = await inSession(ctx, secret, 'checkIn.reasonFlags', async (inside, _session, visit) => {
    const flags = await flagsOf(inside, visit, reason);
    return flags.map(({ code, en, id }) => ({ code, en, id }));
  });
  return { questions: answer };
};

/** Tells desk and clinicians, now with her name; nothing more is asked of her here. */
export const sayRedFlag: OpenVerb<typeof checkIn, 'sayRedFlag'> = async (ctx, input) => {
  const { answer } = await inSession(
    ctx,
    input.session,
    'checkIn.sayRedFlag',
    async (inside, session, visit) => {
      const flag = (await flagsOf(inside, visit, input.reason)).find((one) => one.code === input.code);
      if (!flag?.level) return refuse('notFound', { type: 'Question', id: input.code });
      await raiseFlag(inside, session, visit, flag);
      await endSession(inside, session.id, false);
      return { emergencyNumber: await emergencyNumber(inside) };
    },
  );
  return answer;
};

/** The red flags of her words; where she says nothing new, those of the reason that stands. */
export async function flagsOf(ctx: Context, visit: VisitState, reason: string): Promise<Flag[]> {
  const words = reason || visit.reason;
  return words ? redFlagsOf(ctx, visit, words) : [];
}

/** She said yes: told once, however often she says it. */
export async function raiseFlag(
  ctx: Context,
  session: Session,
  visit: VisitState,
  flag: Flag,
): Promise<void> {
  const { level, code, en, id } = flag;
  if (!level) return;
  const source = session.way === 'kiosk' ? 'kiosk' : 'phone';
  await raiseAlert(ctx, { visit, level, source, code, what: { en, id }, place: session.place });
  await hurry(ctx, visit, level);
}
