import type { Clinic, Context } from '#platform/server/context.ts';
import type { OpenContext, OpenVerb } from '#platform/server/identity/open-verb.ts';
import type { Verb } from '#platform/server/slice.ts';
import { addDays, dayRange, zonedDay } from '#platform/shared/time.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import {
  emergencyNumber,
  hurry,
  raiseAlert,
  redFlagForAll,
  visitOf,
} from '#slices/front-desk/server/index.ts';
import {
  findDoor,
  linkAddress,
  makeDoor,
  newSecretText,
  shutDoors,
  visitOfLink,
} from '#slices/reminders/server/index.ts';
import type { checkIn } from '../contract.ts';
import { agreesWithVisit, visitIfThere } from './find-visit.ts';
import { countMiss, isWorn, linkLimit } from './misses.ts';
import { endSessions, openSession } from './sessions.ts';
import { stepsOf } from './steps.ts';

/** Of our own links; a reminder's has none, and is told apart without trying both doors. */
const ownMark = 'c.';

export interface Booked {
  visitId: string;
  patientId: string;
}

export interface LinkDoor {
  clinic: Clinic;
  /** Its visit, and the patient whom it was given to. */
  booked(ctx: Context): Promise<Booked | undefined>;
}

/** Whose a link is, one of ours or a reminder's. */
export async function doorOfLink(
  ctx: Pick<OpenContext, 'database' | 'now' | 'clientAddress'>,
  token: string,
): Promise<LinkDoor | 'wait' | undefined> {
  const own = token.startsWith(ownMark);
  const door = await findDoor(ctx, token, own ? 'checkIn' : 'link');
  if (door === 'wait' || !door) return door;
  const { clinic, subject } = door;
  return { clinic, booked: async (inside) => (own ? bookedOf(subject) : visitOfLink(inside, subject)) };
}

/** What our own link leads to: the visit and the patient, for a booking's patient may be corrected. */
const subjectOf = ({ visitId, patientId }: Booked) => `${visitId}/${patientId}`;

function bookedOf(subject: string): Booked | undefined {
  const [visitId, patientId] = subject.split('/');
  return visitId && patientId ? { visitId, patientId } : undefined;
}

/** The visit of a link, held, while it is still the patient's whom the link was given to and the link may be used. */
export async function visitBehind(ctx: Context, booked: Booked): Promise<VisitState | undefined> {
  const visit = await visitIfThere(ctx, booked.visitId);
  if (visit?.patientId !== booked.patientId) return undefined;
  return (await isUsable(ctx, visit)) ? visit : undefined;
}

type Open = OpenContext<'linkNotGood' | 'tooMany'>;

/** Runs a body for the visit of a link that may still be used: its day is today or tomorrow, and nobody has used it up. */
async function behindLink<T>(
  ctx: Open,
  token: string,
  event: string,
  body: (inside: Context, visit: VisitState) => Promise<T>,
): Promise<{ answer: T; clinic: Clinic }> {
  const door = await doorOfLink(ctx, token);
  if (door === 'wait') return ctx.fail('tooMany');
  if (!door) return ctx.fail('linkNotGood');
  const done = await ctx.asSystem(door.clinic, event, async (inside) => {
    const booked = await door.booked(inside);
    const visit = booked && (await visitBehind(inside, booked));
    if (!visit) return undefined;
    return { answer: await body(inside, visit) };
  });
  return done ? { ...done, clinic: door.clinic } : ctx.fail('linkNotGood');
}

async function isUsable(ctx: Context, visit: VisitState): Promise<boolean> {
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  if (visit.day !== today && visit.day !== addDays(today, 1)) return false;
  if (visit.queueNumber || !['expected', 'arrived', 'registering'].includes(visit.step)) return false;
  const used = await ctx.db
    .selectFrom('check_in_session')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visit.visitId)
    .where('way', '=', 'phone')
    .where('finished_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return used === undefined && !(await isWorn(ctx, missesOf(visit), linkLimit));
}

export const missesOf = (visit: VisitState) => `visit/${visit.visitId}`;

/** What stands on the page before anybody has said anything: the clinic, and the red-flag question. */
export const openLink: OpenVerb<typeof checkIn, 'openLink'> = async (ctx, { token }) => {
  const { answer, clinic } = await behindLink(ctx, token, 'checkIn.openLink', async (inside) => ({
    redFlag: await redFlagForAll(inside),
    emergencyNumber: await emergencyNumber(inside),
  }));
  return { ...answer, clinic: clinic.name, language: clinic.language, country: clinic.country };
};

/** She is somewhere else, so help is dialled; the clinic hears of it too, under the visit of the link. */
export const linkRedFlag: OpenVerb<typeof checkIn, 'linkRedFlag'> = async (ctx, { token }) => {
  const { answer } = await behindLink(ctx, token, 'checkIn.linkRedFlag', async (inside, visit) => {
    const what = await redFlagForAll(inside);
    await raiseAlert(inside, { visit, level: 'emergency', source: 'phone', code: 'phone', what });
    await hurry(inside, visit, 'emergency');
    return { emergencyNumber: await emergencyNumber(inside) };
  });
  return answer;
};

export const linkIdentify: OpenVerb<typeof checkIn, 'linkIdentify'> = async (ctx, { token, birthDate }) => {
  const { answer } = await behindLink(ctx, token, 'checkIn.linkIdentify', async (inside, visit) => {
    const agreed = await agreesWithVisit(inside, visit, { birthDate });
    if (!agreed) {
      await countMiss(inside, missesOf(visit), linkLimit, {
        ...{ patientId: visit.patientId, subject: `Encounter/${visit.visitId}`, details: { way: 'phone' } },
      });
      return undefined;
    }
    const { visitId, patientId } = visit;
    const about = { way: 'phone' as const, place: '', deviceId: null, visitId, patientId };
    const { secret } = await openSession(inside, { ...about, agreed: [...agreed, 'booking'] });
    inside.note('checkIn.identified', { patientId, subject: `Encounter/${visitId}`, details: { agreed } });
    return { session: secret, steps: await stepsOf(inside, visit, 'phone') };
  });
  return answer ?? ctx.fail('noMatch');
};

/** A link for one visit, until the end of its day. Given again, the one before ends. */
export const makeLink: Verb<typeof checkIn, 'makeLink'> = async (ctx, { visitId }) => {
  const visit = await visitOf(ctx, visitId, true);
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  if (visit.day > addDays(today, 1)) return ctx.fail('tooEarly');
  if (!(await isUsable(ctx, visit))) return ctx.fail('visitOver');
  const subject = subjectOf(visit);
  await shutDoors(ctx, 'checkIn', subject);
  // what the link before has opened ends with it
  await endSessions(ctx, { visitId, way: 'phone' });
  const secret = `${ownMark}${newSecretText()}`;
  const expiresAt = dayRange(visit.day, ctx.clinic.zone).end;
  await makeDoor(ctx, { secret, purpose: 'checkIn', subject, expiresAt });
  const path = `/check-in#${secret}`;
  return { visitId, patientId: visit.patientId, path, address: await linkAddress(ctx), expiresAt };
};
