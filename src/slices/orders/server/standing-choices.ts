import type { Context } from '#platform/server/context.ts';
import { covers } from '#platform/server/scope/acts.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { type ProtocolInForce, protocolsForHer } from '#slices/workforce/server/index.ts';
import type { OrderDetail, orders } from '../contract.ts';
import { bornOn } from './about.ts';
import { activeFavourites } from './favourites.ts';
import { actionFor } from './systems.ts';

export const standingChoices: Verb<typeof orders, 'standingChoices'> = async (ctx, { visitId }) => {
  const { patientId } = await visitOf(ctx, visitId);
  const birthDate = await bornOn(ctx, patientId);
  const favourites = await activeFavourites(ctx);
  const choices = [];
  for (const protocol of await protocolsForHer(ctx)) {
    const covered = favourites.filter(({ code, detail }) => isCovered(protocol, code, detail));
    if (covered.length > 0) choices.push(await choiceOf(ctx, protocol, covered, birthDate));
  }
  return { patientId, choices };
};

type Favourites = Awaited<ReturnType<typeof activeFavourites>>;

async function choiceOf(ctx: Context, protocol: ProtocolInForce, covered: Favourites, birthDate: string) {
  const { protocolId, title, text, conditions, approvedBy, reviewBy } = protocol;
  const items: { code: string; label: string }[] = [];
  let whyNot: string | undefined;
  for (const { code, labels, detail } of covered) {
    const decision = await ctx.may(actOfDetail(detail) ?? '', { protocol: protocolId, bornOn: birthDate });
    if (decision.allowed) items.push({ code, label: labels[ctx.language] });
    else whyNot ??= decision.reasonIn(ctx.language, (key, params) => words(ctx.language, key, params));
  }
  return {
    ...{ protocolId, title, text, conditions, approvedBy, reviewBy, items },
    ...(items.length === 0 && whyNot && { whyNot }),
  };
}

/**
 * Whether something that can be ordered is named by a standing order, and one of its acts. A medicine never is: it is
 * prescribed.
 */
export function isCovered({ acts, items }: ProtocolInForce, code: string, detail: OrderDetail): boolean {
  const act = actOfDetail(detail);
  const named = items.some((one) => one.code === code);
  return named && act !== undefined && acts.some((one) => covers(one, act));
}

/** What carrying it out asks of scope; undefined for what nobody carries out here. */
export function actOfDetail(detail: OrderDetail): string | undefined {
  if (detail.kind !== 'test' && detail.kind !== 'procedure') return undefined;
  const action = actionFor(detail.kind, detail.invasive);
  return detail.skill ? `${action}/${detail.skill}` : action;
}
