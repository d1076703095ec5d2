import { sql } from 'kysely';
import type { Clinic } from '#platform/server/context.ts';
import type { OpenContext, OpenVerb } from '#platform/server/identity/open-verb.ts';
import { sessionCookie } from '#platform/server/identity/secrets.ts';
import { steadyNow } from '#platform/shared/time.ts';
import { raiseAlert, redFlagForAll } from '#slices/front-desk/server/index.ts';
import { findDoor } from '#slices/reminders/server/index.ts';
import type { checkIn } from '../contract.ts';
import { placeOf } from './place.ts';
import { endSessions } from './sessions.ts';

export interface Kiosk {
  clinic: Clinic;
  deviceId: string;
}

/** The kiosk that calls, by its device's cookie. Refuses what is none, and what has guessed too often. */
export async function kioskOf(ctx: OpenContext<'notKiosk' | 'tooMany'>): Promise<Kiosk> {
  if (!ctx.deviceToken) return ctx.fail('notKiosk');
  const door = await findDoor(ctx, ctx.deviceToken, 'kiosk');
  if (door === 'wait') return ctx.fail('tooMany');
  if (!door) return ctx.fail('notKiosk');
  return { clinic: door.clinic, deviceId: door.subject };
}

/** Begins anew for the next patient: what somebody may have left open at the device ends here. */
export const openKiosk: OpenVerb<typeof checkIn, 'openKiosk'> = async (ctx) => {
  const { clinic, deviceId } = await kioskOf(ctx);
  const now = steadyNow(ctx.clock);
  const begun = await ctx.asSystem(clinic, 'checkIn.openKiosk', async (inside) => {
    const name = await placeOf(inside, deviceId);
    if (name === undefined) return undefined;
    await sql`SELECT check_in_end_sessions(${deviceId}, ${now})`.execute(inside.db);
    await endSessions(inside, { deviceId });
    return { name, redFlag: await redFlagForAll(inside) };
  });
  if (!begun) return ctx.fail('notKiosk');
  if (ctx.sessionToken) ctx.cookies?.clear(sessionCookie);
  const { name: clinicName, language, country } = clinic;
  return { ...begun, clinic: clinicName, language, country };
};

/** Somebody at the kiosk said yes. Who she is nobody asks: the desk goes and looks. */
export const kioskRedFlag: OpenVerb<typeof checkIn, 'kioskRedFlag'> = async (ctx) => {
  const { clinic, deviceId } = await kioskOf(ctx);
  const told = await ctx.asSystem(clinic, 'checkIn.kioskRedFlag', async (inside) => {
    const place = await placeOf(inside, deviceId);
    if (place === undefined) return false;
    const what = await redFlagForAll(inside);
    await raiseAlert(inside, { level: 'emergency', source: 'kiosk', code: 'kiosk', what, place });
    return true;
  });
  return told ? {} : ctx.fail('notKiosk');
};
