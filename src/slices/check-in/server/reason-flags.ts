import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import { refuse } from '#platform/shared/errors.ts';
import { emergencyNumber, hurry, raiseAlert, redFlagsOf, visitOf } from '#slices/front-desk/server/index.ts';
import type { checkIn } from '../contract.ts';
import { endSession, inSession } from './sessions.ts';

export const reasonFlags: OpenVerb<typeof checkIn, 'reasonFlags'> = async (
  ctx,
  { session: secret, reason },
) => {
  const { answer } = await inSession(ctx, secret, 'checkIn.reasonFlags', async (inside, session) => {
    const flags = await redFlagsOf(inside, await visitOf(inside, session.visit_id), reason);
    return flags.map(({ code, en, id }) => ({ code, en, id }));
  });
  return { questions: answer };
};

/** Tells desk and clinicians, now with her name; nothing more is asked of her here. */
export const sayRedFlag: OpenVerb<typeof checkIn, 'sayRedFlag'> = async (ctx, input) => {
  const { answer } = await inSession(ctx, input.session, 'checkIn.sayRedFlag', async (inside, session) => {
    const visit = await visitOf(inside, session.visit_id, true);
    const flag = (await redFlagsOf(inside, visit, input.reason)).find((one) => one.code === input.code);
    if (!flag?.level) return refuse('notFound', { type: 'Question', id: input.code });
    const { level, code, en, id } = flag;
    const source = session.way === 'kiosk' ? 'kiosk' : 'phone';
    await raiseAlert(inside, { visit, level, source, code, what: { en, id }, place: session.place });
    await hurry(inside, visit, level);
    await endSession(inside, session.id, false);
    return { emergencyNumber: await emergencyNumber(inside) };
  });
  return answer;
};
