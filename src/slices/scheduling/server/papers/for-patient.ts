import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { boxed, keyValueGrid, signatureBlock } from '#platform/server/print/blocks.ts';
import { signingPlace } from '#platform/server/print/office.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatTime, zonedDay } from '#platform/shared/time.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import { letterLanguage, patientCard } from '#slices/records/server/index.ts';
import type { scheduling } from '#slices/scheduling/contract.ts';
import { type Facts, factsOf } from '../appointment.ts';
import { given } from '../book-visit.ts';
import { loadRooms } from '../load-setup.ts';
import { openBooking } from '../move-booking.ts';
import { practitionerNames } from '../own.ts';
import { partsOf, serviceOf } from '../parts.ts';
import { dayWords, keepForPatient, say } from './paper.ts';

/** The card that the patient takes home: when, with whom, where, and how to prepare. */
export const printAppointmentCard: Verb<typeof scheduling, 'printAppointmentCard'> = async (ctx, input) => {
  const facts = await openBooking(ctx, input.visitId);
  const { card, language, day, time, provider } = await about(ctx, facts);
  const type = await serviceOf(ctx, facts);
  const label = (language === 'id' ? type?.labelId : type?.labelEn) ?? '';
  // what one service asks for holds for the whole visit: fasting for the second one begins before the first
  const preps = (type ? partsOf(type) : []).map((one) => (language === 'id' ? one.prepId : one.prepEn));
  const prep = [...new Set(preps)].filter(Boolean).join('\n');
  const { number } = await given(ctx, facts.visitId);
  const names = new Map((await loadRooms(ctx)).map((one) => [one.id, one.name]));
  const room = facts.roomIds.flatMap((id) => names.get(id) ?? []).join(', ');
  const body: Content[] = [
    boxed([
      { text: day, bold: true, fontSize: 14 },
      { text: time, bold: true, fontSize: 14, margin: [0, 2, 0, 4] },
      keyValueGrid(
        [
          { label: say(language, 'col_provider'), value: provider },
          { label: say(language, 'col_type'), value: label },
          ...(number === null ? [] : [{ label: say(language, 'col_number'), value: String(number) }]),
          ...(room ? [{ label: say(language, 'col_room'), value: room }] : []),
        ],
        2,
      ),
    ]),
  ];
  if (prep) body.push(boxed([{ text: say(language, 'prepare'), style: 'label' }, { text: prep }]));
  body.push({ text: say(language, 'cannotCome'), margin: [0, 8, 0, 0] });
  return keepForPatient(ctx, card, {
    ...{ kind: 'appointmentCard', use: 'receipt', visitId: facts.visitId, body },
  });
};

/** The letter that a visit is cancelled. It says neither why nor for what: an envelope is opened by others too. */
export const printCancellationLetter: Verb<typeof scheduling, 'printCancellationLetter'> = async (
  ctx,
  input,
) => {
  const facts = factsOf(await ctx.record.mustRead('Appointment', input.visitId));
  if (facts?.status !== 'cancelled') return ctx.fail('stillBooked');
  const { card, language, day, time, provider } = await about(ctx, facts);
  const line = (key: string, params?: Record<string, string>): Content => ({
    text: say(language, key, params),
    margin: [0, 6, 0, 0],
  });
  const body: Content[] = [
    line('dear', { name: card.name }),
    line(facts.askedBy === 'patient' ? 'cancelledByPatient' : 'cancelledByClinic', { day, time, provider }),
    line('bookAgain'),
    line('closing'),
    signatureBlock([{ name: ctx.actor.name, role: say(language, 'desk') }], {
      place: signingPlace(ctx.clinic),
      date: zonedDay(ctx.now, ctx.clinic.zone),
      language,
    }),
  ];
  return keepForPatient(ctx, card, {
    ...{ kind: 'cancellationLetter', use: 'document', visitId: facts.visitId, body },
  });
};

/** Whom and what such a paper names, in the patient's words. */
async function about(ctx: Context, facts: Facts) {
  const [patientId = '', practitionerId = ''] = [facts.patientIds[0], facts.practitionerIds[0]];
  const card: PatientCard | undefined = (await patientCard(ctx, [patientId])).get(patientId);
  if (!card) return refuse('notFound', { type: 'Patient', id: patientId });
  const language = letterLanguage(ctx, card);
  const names = await practitionerNames(ctx, [practitionerId]);
  return {
    card,
    language,
    day: dayWords(zonedDay(facts.startsAt, ctx.clinic.zone), language),
    time: formatTime(facts.startsAt, localeFor(language), ctx.clinic.zone),
    provider: names.get(practitionerId) ?? words(language, 'scheduling_nobody'),
  };
}
