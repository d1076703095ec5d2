import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import { keepIdentity } from '#slices/front-desk/server/index.ts';
import type { checkIn } from '../contract.ts';
import { readScan } from '../shared/scan.ts';
import { arriveHere } from './arrive-here.ts';
import { findBooking } from './find-booking.ts';
import { findToday } from './find-visit.ts';
import { kioskOf } from './kiosk.ts';
import { doorOfLink } from './links.ts';
import { countMiss, isWorn, kioskLimit } from './misses.ts';
import { placeOf } from './place.ts';
import { openSession } from './sessions.ts';
import { stepsOf } from './steps.ts';

/** Opens her check-in where two identifiers agree; every other case is one answer, after which the desk asks. */
export const kioskIdentify: OpenVerb<typeof checkIn, 'kioskIdentify'> = async (ctx, said) => {
  const { clinic, deviceId } = await kioskOf(ctx);
  const scanned = readScan(said.number);
  // a booking's code is found before anything is held, because its door counts by itself
  const door = scanned.kind === 'link' ? await doorOfLink(ctx, scanned.token) : undefined;
  if (door === 'wait') return ctx.fail('tooMany');
  const answer = await ctx.asSystem(clinic, 'checkIn.kioskIdentify', async (inside) => {
    const place = await placeOf(inside, deviceId);
    if (place === undefined) return 'notKiosk' as const;
    const subject = `kiosk/${deviceId}`;
    const booked = door?.clinic.id === clinic.id ? await door.booked(inside) : undefined;
    if (await isWorn(inside, subject, kioskLimit)) return 'tooMany' as const;
    const found =
      scanned.kind === 'number'
        ? await findToday(inside, { ...said, number: scanned.text })
        : booked && (await findBooking(inside, booked, { ...said, place }));
    const visit = found && (await arriveHere(inside, found.visit));
    if (!found || !visit) {
      const details = { way: 'kiosk', place };
      await countMiss(inside, subject, kioskLimit, { subject: `Device/${deviceId}`, details });
      return 'goToDesk' as const;
    }
    const { agreed, identifies } = found;
    if (identifies && !visit.identified) await keepIdentity(inside, visit, agreed, { display: place });
    const about = { visitId: visit.visitId, patientId: visit.patientId };
    const { secret } = await openSession(inside, { way: 'kiosk', place, deviceId, agreed, ...about });
    inside.note('checkIn.identified', {
      patientId: visit.patientId,
      subject: `Encounter/${visit.visitId}`,
      details: { place, agreed },
    });
    return { session: secret, steps: await stepsOf(inside, visit, 'kiosk') };
  });
  return typeof answer === 'string' ? ctx.fail(answer) : answer;
};
