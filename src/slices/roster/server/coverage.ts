import type { Context } from '#platform/server/context.ts';
import { decide } from '#platform/server/scope/decide.ts';
import { loadLaw } from '#platform/server/scope/law.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { loadStanding, loadTerms } from '#platform/server/scope/terms.ts';
import { words } from '#platform/server/words.ts';
import { dayRange, epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import { type AskedAct, actsAskedBetween, practitionersOnDuty } from '#slices/scheduling/server/index.ts';
import { type Able, whoMay } from '#slices/workforce/server/index.ts';
import type { Gap } from '../contract.ts';
import { covers, type Span } from '../shared/stretches.ts';
import type { Person } from './people.ts';
import type { Presence } from './presence.ts';

/** What bookings of some days ask for, and all that is needed to judge who may do it. */
export interface Demand {
  asked: AskedAct[];
  ableTo(action: string): Promise<Able[]>;
  /** Scope's own answer for somebody at an instant, with the licensed people who would be there. */
  mayThen(person: Person, action: string, atMs: number, there: readonly Presence[]): Promise<boolean>;
  /** When a provider can be booked on a day. */
  hoursOf(practitionerId: string, day: string): Promise<Span[]>;
}

/** Reads what the visits from the one day to the other ask for; past ones ask for nothing any more. */
export async function demandBetween(ctx: Context, fromDay: string, toDay: string): Promise<Demand> {
  const { zone } = ctx.clinic;
  const asked = await actsAskedBetween(ctx, dayRange(fromDay, zone).start, dayRange(toDay, zone).end);
  const roles = await loadRoles(ctx.db, ctx.clinic.id);
  const [terms, laws] = [await loadTerms(ctx.db, ctx.clinic.id), await loadLaw(ctx.db, ctx.clinic.id)];
  const able = remembered((action: string) => whoMay(ctx, action));
  const standing = remembered((staffId: string) => loadStanding(ctx.db, ctx.clinic.id, staffId));
  const hours = remembered((day: string) => practitionersOnDuty(ctx, day));
  return {
    asked,
    ableTo: able,
    async mayThen(person, action, atMs, there) {
      const { staffId: id, name, language } = person;
      const actor = { kind: 'staff' as const, id, name, language, roles: person.roles };
      const present = there
        .filter((one) => one.person.licensed && one.person.staffId !== id)
        .map(({ person: { staffId, name, licence } }) => ({ staffId, name, licence }));
      const facts = { roles, terms, laws, standing: await standing(id), present, now: instantOf(atMs), zone };
      return decide(actor, action, { ...facts, licence: ctx.licenceOf(action) }).allowed;
    },
    async hoursOf(practitionerId, day) {
      const found = (await hours(day)).find((one) => one.practitionerId === practitionerId);
      return (found?.open ?? []).map((one) => ({
        from: epochMsOf(one.startsAt),
        to: epochMsOf(one.endsAt),
      }));
    },
  };
}

/** Acts that bookings ask for and nobody there may do, by day and act, in the order of time. */
export async function gapsOf(
  ctx: Context,
  demand: Demand,
  people: readonly Person[],
  presence: readonly Presence[],
): Promise<Gap[]> {
  const gaps = new Map<string, Gap>();
  for (const asked of demand.asked) {
    if (await isCovered(ctx, demand, asked, people, presence)) continue;
    const day = zonedDay(asked.startsAt, ctx.clinic.zone);
    const key = `${day} ${asked.action}`;
    const known = gaps.get(key);
    if (known) {
      known.bookings += 1;
      if (epochMsOf(asked.endsAt) > epochMsOf(known.until)) known.until = asked.endsAt;
      continue;
    }
    const there = new Set(thereFor(asked, presence).map((one) => one.person.practitionerId));
    const others = (await demand.ableTo(asked.action)).filter(
      (one) => servesAs(one, asked) && !there.has(one.practitionerId),
    );
    gaps.set(key, {
      ...{ day, action: asked.action, act: words(ctx.language, asked.action.replace('.', '_action_')) },
      ...{ from: asked.startsAt, until: asked.endsAt, bookings: 1, others: others.map((one) => one.name) },
    });
  }
  return [...gaps.values()];
}

function spanOf(asked: AskedAct): Span {
  return { from: epochMsOf(asked.startsAt), to: epochMsOf(asked.endsAt) };
}

/** Who is there over all of what is asked. */
function thereFor(asked: AskedAct, presence: readonly Presence[]): Presence[] {
  return presence.filter((one) => covers(one.spans, spanOf(asked)));
}

/** Physicians have visits of their own, and nobody assists herself. */
function servesAs(one: Able, asked: AskedAct): boolean {
  return (
    asked.who === 'gives' || (!one.roles.includes('physician') && one.practitionerId !== asked.practitionerId)
  );
}

async function isCovered(
  ctx: Context,
  demand: Demand,
  asked: AskedAct,
  people: readonly Person[],
  presence: readonly Presence[],
): Promise<boolean> {
  const span = spanOf(asked);
  const day = zonedDay(asked.startsAt, ctx.clinic.zone);
  const there = thereFor(asked, presence);
  const provider = people.find(
    (one) => one.practitionerId !== null && one.practitionerId === asked.practitionerId,
  );
  // whoever gives the visit by the calendar is in the house for it
  const inCalendar = provider && covers(await demand.hoursOf(asked.practitionerId ?? '', day), span);
  const house = inCalendar ? [...there, { person: provider, spans: [span] }] : there;
  for (const one of await demand.ableTo(asked.action)) {
    if (!servesAs(one, asked) || (one.untilDay !== null && one.untilDay < day)) continue;
    const candidates = asked.who === 'gives' ? house : there;
    const found = candidates.find(({ person }) => person.practitionerId === one.practitionerId);
    if (found && (await demand.mayThen(found.person, asked.action, span.from, house))) return true;
  }
  return false;
}

function remembered<Key, Answer>(find: (key: Key) => Promise<Answer>): (key: Key) => Promise<Answer> {
  const known = new Map<Key, Promise<Answer>>();
  return (key) => {
    const answer = known.get(key) ?? find(key);
    known.set(key, answer);
    return answer;
  };
}
