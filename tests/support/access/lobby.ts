import { addDays } from '#platform/shared/time.ts';
import { sql } from 'kysely';
import { checkIn } from '#slices/check-in/contract.ts';
import { devices } from '#slices/devices/contract.ts';
import { records } from '#slices/records/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { call } from './call.ts';
import type { Caller } from './callers.ts';
import { type Answer, knock } from './knock.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';
import type { World } from './world.ts';

export const nobody: Caller = { name: 'nobody', kind: 'nobody', headers: {}, holds: () => false };

/** One white point: as much of a PNG as has to be seen. */
export const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** Something that a patient does herself, at a kiosk or on her phone. */
export function self(ground: Ground, verb: string, body: object, found: string, code?: string, at = nobody) {
  return call(ground, `checkIn.${verb}`, body, found, code && `checkIn.${code}`, at);
}

/** A tablet, paired with a clinic under a name; one that has a cookie keeps it. */
export async function pair(url: string, { clinic }: World, name: string, on: Caller = nobody) {
  const { code } = await clinic.as('manager').call(devices, 'startPairing', { name });
  const answer = await knock(url, on, { method: 'POST', path: '/api/devices/pair', body: { code } });
  const cookies = [...answer.text.matchAll(/^set-cookie: ([^=]+=[^;]+)/gm)].map(([, one]) => one);
  const { devices: all } = await clinic.as('manager').call(devices, 'list', {});
  const deviceId = all.find((one) => one.name === name)?.deviceId;
  if (!deviceId) throw new Error(`${name} was not paired: ${answer.text}`);
  const tablet: Caller = cookies.length === 0 ? on : { ...on, name, headers: { cookie: cookies.join('; ') } };
  return { deviceId, tablet };
}

/** A tablet that is a kiosk now. */
export async function openKiosk({ url, world }: Ground, name: string, stationId?: string) {
  const made = await pair(url, world, name);
  const kiosk = { deviceId: made.deviceId, kiosk: true, ...(stationId && { stationId }) };
  await world.clinic.as('manager').call(checkIn, 'saveKiosk', kiosk);
  return made;
}

/** Somebody who was never here; in the other patient's place all that is hers is another's. */
export async function newcomer({ world }: Ground, name: string, birthDate: string): Promise<Ids> {
  const { patient } = await world.clinic.as('frontDesk').call(records, 'registerPatient', {
    ...{ name: `${world.canary} ${name}`, birthDate, sex: 'female' },
  });
  const { visitTypeCode, practitionerId } = world.own;
  return { patientId: patient.id, visitTypeCode: visitTypeCode ?? '', practitionerId: practitionerId ?? '' };
}

/** How she is called and when she was born. */
export async function whoIs({ world }: Ground, ids: Ids) {
  const patientId = of(ids, 'patientId');
  const { form, banner } = await world.clinic.as('frontDesk').call(records, 'readPatient', { patientId });
  return { name: form.name, birthDate: form.birthDate ?? '', recordNumber: banner.recordNumber };
}

/** A visit of hers, so many days ahead; the first time that is free. */
export async function comes({ world }: Ground, ids: Ids, ahead = 0): Promise<string> {
  const clerk = world.clinic.as('frontDesk');
  const day = addDays(world.day, ahead);
  const wish = { visitTypeCode: of(ids, 'visitTypeCode'), practitionerId: of(ids, 'practitionerId') };
  const { times } = await clerk.call(scheduling, 'freeTimes', { ...wish, fromDay: day });
  if (times[0]?.day !== day) throw new Error(`nothing is free on ${day}`);
  const patientId = of(ids, 'patientId');
  return (await clerk.call(scheduling, 'bookVisit', { ...wish, patientId, when: times[0].startsAt })).visitId;
}

/** The secret of a link to a visit. */
export async function linkTo({ world }: Ground, visitId: string): Promise<string> {
  const { path } = await world.clinic.as('frontDesk').call(checkIn, 'makeLink', { visitId });
  return path.split('#')[1] ?? '';
}

interface Opened {
  session: string;
  steps: { forms: { code: string; version: string; language: string }[] };
}

export function opened({ body }: Answer): Opened {
  return body as unknown as Opened;
}

/** All that she would have to say, with every paper signed. */
export async function allSaid(ground: Ground, { session, steps }: Opened, here: boolean) {
  const reason = 'batuk';
  const { body } = await self(ground, 'reasonFlags', { session, reason }, 'questions');
  const questions = (body.questions ?? []) as { code: string }[];
  return {
    ...{ session, reason, here, contactConfirmed: true, payerKey: 'self-pay' },
    signer: { name: 'Herself', relationship: 'self' },
    flags: questions.map(({ code }) => ({ code, answer: 'no' })),
    consents: steps.forms.map(({ code, version, language }) => ({
      ...{ code, version, language, decision: 'signed', signature: png },
    })),
  };
}

/** A message that asks about a time, and waits for somebody to hand it over. */
export function askByMessage(
  { world }: Ground,
  asked: { patientId: string; entryId: string; offerId: string },
): Promise<unknown> {
  return world.clinic.inside((ctx) =>
    sql`INSERT INTO reminders_message (clinic_id, id, visit_id, patient_id, kind, occasion, ordinal, starts_at, language,
      template_version, text, state, channel, address, created_at, question_id)
      VALUES (${ctx.clinic.id}, ${ctx.newId()}, ${asked.entryId}, ${asked.patientId}, 'offer', 'asked by message', 9,
        ${ctx.now}, 'en', 0, 'asked', 'toHand', 'whatsapp', '+6281234567890', ${ctx.now}, ${asked.offerId})`.execute(
      ctx.db,
    ),
  );
}
