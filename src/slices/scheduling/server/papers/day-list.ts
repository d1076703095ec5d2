import type { Content } from 'pdfmake/interfaces.js';
import { dataTable, heading } from '#platform/server/print/blocks.ts';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { displayRecordNumber } from '#platform/shared/identifiers.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { dayRange, formatPlainDate } from '#platform/shared/time.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { Booking, scheduling } from '#slices/scheduling/contract.ts';
import { isOnSheet } from '#slices/scheduling/shared/sheet.ts';
import { bookingsBetween } from '../load-bookings.ts';
import { loadRooms } from '../load-setup.ts';
import { clockWords, dayWords, keepList, say } from './paper.ts';

/** The day's visits on paper, a table for each provider or each room; of one of them alone where an id is given. */
export const printDayList: Verb<typeof scheduling, 'printDayList'> = async (ctx, { day, by, id }) => {
  const { start, end } = dayRange(day, ctx.clinic.zone);
  const bookings = (await bookingsBetween(ctx, start, end)).filter(isOnSheet);
  const rooms = new Map((await loadRooms(ctx)).map((room) => [room.id, room.name]));
  const of = (one: Booking) => {
    if (by === 'practitioner') return [{ id: one.practitionerId ?? '', name: one.practitionerName, one }];
    // a visit whose services have rooms of their own is looked for at each
    const ids = one.roomIds.length > 0 ? one.roomIds : [''];
    return ids.map((roomId) => ({ id: roomId, name: rooms.get(roomId) ?? '', one }));
  };
  const wanted = bookings.flatMap(of).filter((place) => id === undefined || place.id === id);
  const numbers = await recordNumbers(
    ctx,
    wanted.map(({ one }) => one),
  );
  const groups = [...Map.groupBy(wanted, (place) => place.name)]
    .map(([name, places]) => [name, places.map(({ one }) => one)] as const)
    .toSorted(([a], [b]) => a.localeCompare(b, ctx.language));
  const body = groups.flatMap(([name, theirs]): Content[] => [
    heading(name || say(ctx.language, by === 'room' ? 'noRoom' : 'noProvider')),
    visitTable(ctx, theirs, by, numbers),
  ]);
  if (body.length === 0) body.push({ text: words(ctx.language, 'scheduling_sheet_noVisits') });
  return keepList(ctx, {
    kind: 'dayList',
    title: say(ctx.language, by === 'room' ? 'dayListRooms' : 'dayListProviders', {
      day: dayWords(day, ctx.language),
    }),
    subject: `Day/${day}`,
    body,
  });
};

async function recordNumbers(ctx: Context, bookings: readonly Booking[]): Promise<Map<string, string>> {
  const ids = bookings.flatMap((one) => one.patientId ?? []);
  const cards = await patientCard(ctx, ids);
  return new Map([...cards].map(([id, card]) => [id, card.recordNumber]));
}

/** Points, so that times, dates and most names stand on one line. */
const widths: Record<string, number> = { time: 48, patient: 112, born: 60, record: 50 };

function visitTable(
  ctx: Context,
  bookings: readonly Booking[],
  by: 'practitioner' | 'room',
  numbers: ReadonlyMap<string, string>,
): Content {
  const { language } = ctx;
  const place = by === 'room' ? 'provider' : 'room';
  const columns = ['time', 'patient', 'born', 'record', 'type', place, 'reason'];
  return dataTable(
    columns.map((key) => ({ title: say(language, `col_${key}`), width: widths[key] ?? '*' })),
    bookings.map((one) => [
      [clockWords(ctx, one.startsAt, language), numberOf(one, language)].filter(Boolean).join('\n'),
      one.overbooked
        ? `${one.patientName} (${words(language, 'scheduling_overbooked')})`
        : one.patientName || words(language, 'scheduling_nobody'),
      one.birthDate ? formatPlainDate(one.birthDate, localeFor(language), 'short') : '',
      displayRecordNumber(numbers.get(one.patientId ?? '') ?? '', ctx.clinic.country),
      one.visitType,
      by === 'room' ? one.practitionerName : one.roomName,
      one.reason,
    ]),
    language,
  );
}

function numberOf(booking: Booking, language: Language): string {
  return booking.number === null ? '' : words(language, 'scheduling_number', { number: booking.number });
}
