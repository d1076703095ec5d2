import { questionSystem } from '#slices/reminders/server/index.ts';
import { type Answer, ofVerb, type Reading } from './answer.ts';
import { byDesk, byFhir, inLine } from './book.ts';
import { type Asker, contest, type Way, withFaults } from './contest.ts';
import { firstDay, type Ground, physician } from './ground.ts';
import { inTurns, phoneOf } from './lay.ts';
import { boundAt, freedAt } from './tables.ts';

/** What each patient waits by; she waits again when she got a time. */
const entries = new Map<string, string>();

async function wait(ground: Ground, patientId: string): Promise<void> {
  const wish = { patientId, visitTypeCode: 'follow-up', practitionerId: physician, fromDay: firstDay };
  const more = { noticeMinutes: 0 };
  const { entryId } = await ground.must<{ entryId: string }>('desk', 'waitlist.addEntry', {
    ...wish,
    ...more,
  });
  entries.set(patientId, entryId);
}

/**
 * A cancelled time is offered by hand to everybody who waits at once: one is asked. Her answer then comes by every way
 * at once (desk, link, another system), while the others want to book the time.
 */
const waitlist: Way = {
  name: 'wait list',
  async prepare(ground) {
    // the clock's own offers are no part of the race
    const settings = { active: false, offerMinutes: 60, lookAheadDays: 1, mostUnanswered: 20 };
    await ground.must('manager', 'waitlist.saveSettings', settings);
    await ground.must('manager', 'reminders.saveRules', {
      ...{ on: true, confirmation: false, moved: false, cancelled: false, before: [] },
      ...{ quietFrom: '20:00', quietUntil: '08:00', askFirst: false, byHand: false },
      ...{ name: 'Race', place: 'Jl. Kenanga 12', phone: '021-5550-0134', linkAddress: 'https://race.test' },
    });
    await ground.must('manager', 'reminders.saveGateway', {
      gateway: { url: ground.gateway.url, channels: ['sms'], secret: 'the-gateways-own' },
    });
    await inTurns(ground.patients.length, (place) => wait(ground, ground.patients[place]?.id ?? ''));
  },
  async round(ground, { startsAt, random }) {
    const ids = inLine(ground, random);
    const freedId = await freed(ground, ids[0] ?? '', startsAt);
    let offer: { offerId: string; patientId: string } | undefined;
    const offering = await contest(
      ids.map((patientId) => ({
        by: 'offerTime',
        read: ofOffer,
        async ask() {
          const answer = await ground.verb('desk', 'waitlist.offerTime', {
            ...{ freedId, entryId: entries.get(patientId) },
          });
          if (answer.status === 200) offer = JSON.parse(answer.body) as typeof offer;
          return answer;
        },
      })),
      1,
    );
    if (!offer) return offering;
    const { patientId, offerId } = offer;
    const others = ids
      .filter((id) => id !== patientId)
      .map((id) => (random() < 0.5 ? byDesk : byFhir)(ground, id, startsAt));
    const booking = await contest([...others, ...(await hers(ground, patientId, offerId))]);
    const there = await boundAt(ground, physician, startsAt);
    const isHers = there.length === 1 && there[0]?.patient_id === patientId;
    await wait(ground, patientId);
    const faults = [...offering.faults, ...booking.faults];
    const asked = offering.asked + booking.asked;
    const outcome = { asked, won: there.length, ms: offering.ms + booking.ms, faults };
    return withFaults(outcome, !isHers && `${there.length} hold the time that was offered to one`);
  },
};

/** Books the time and cancels it. */
async function freed(ground: Ground, patientId: string, startsAt: string): Promise<string> {
  const booked = await byDesk(ground, patientId, startsAt).ask();
  if (booked.status !== 200) throw new Error(`nothing to cancel: ${booked.body}`);
  const { visitId } = JSON.parse(booked.body) as { visitId: string };
  const why = { visitId, reason: 'Bepergian', askedBy: 'patient' };
  await ground.must('desk', 'scheduling.cancelBooking', why);
  const freedId = await freedAt(ground, startsAt);
  if (!freedId) throw new Error('the cancelled time is not freed');
  return freedId;
}

/** That somebody else is asked is the refusal; there are no other times to name. */
const ofOffer = (answer: Answer): Reading =>
  ofVerb(answer, ['waitlist.timeOffered', 'waitlist.doesNotFit', 'waitlist.hasOffer', 'waitlist.timeOver']);

/** Said several times it is done once, and each who says it is told the same. */
async function hers(ground: Ground, patientId: string, offerId: string): Promise<Asker[]> {
  await ground.sendMessages();
  const place = ground.patients.findIndex((one) => one.id === patientId);
  const text = ground.gateway.sent.findLast((one) => one.to === phoneOf(place))?.text ?? '';
  const token = /answer#(\S+)/.exec(text)?.[1];
  if (!token) throw new Error(`no link came to ${phoneOf(place)}: ${text}`);
  const answered =
    (good: readonly string[]) =>
    (answer: Answer): Reading => {
      if (answer.status >= 500 || answer.status === 0) return 'odd';
      return good.some((word) => answer.body.includes(word)) || answer.status === 409 ? 'got' : 'odd';
    };
  const desk: Asker = {
    by: 'answerOffer',
    ask: () => ground.verb('desk', 'waitlist.answerOffer', { offerId, takes: true }),
    read: answered(['"booked"']),
  };
  const link: Asker = {
    by: 'answerLink',
    ask: () => ground.anyone('reminders.answerLink', { token, answer: 'accept' }),
    read: answered(['"booked"', '"already"']),
  };
  const response = {
    resourceType: 'AppointmentResponse',
    identifier: [{ system: questionSystem, value: offerId }],
    appointment: { reference: `Appointment/${entries.get(patientId)}` },
    actor: { reference: `Patient/${patientId}` },
    participantStatus: 'accepted',
  };
  const system: Asker = {
    by: 'FHIR AppointmentResponse',
    ask: () => ground.fhir('POST', '/AppointmentResponse', response),
    read: answered(['AppointmentResponse']),
  };
  return [desk, link, system, desk, link];
}

export const waitlistWays: readonly Way[] = [waitlist];
