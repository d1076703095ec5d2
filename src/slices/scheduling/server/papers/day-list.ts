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
import { nameAlerts } from './name-alerts.ts';
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
  // of the whole day, also where one provider's or one room's list is printed: the two wait in one lobby
  const alerts = nameAlerts(bookings);
  const numbers = await recordNumbers(ctx, bookings);
  const groups = [...Map.groupBy(wanted, (place) => place.name)]
    .map(([name, places]) => [name, places.map(({ one }) => one)] as const)
    .toSorted(([a], [b]) => a.localeCompare(b, ctx.language));
  const body = groups.flatMap(([name, theirs]): Content[] => [
    heading(name || say(ctx.language, by === 'room' ? 'noRoom' : 'noProvider')),
    visitTable(ctx, theirs, by, { numbers, alerts }),
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

type Numbers = ReadonlyMap<string, string>;
type Alerts = ReadonlyMap<string, readonly Booking[]>;

async function recordNumbers(ctx: Context, bookings: readonly Booking[]): Promise<Numbers> {
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
  { numbers, alerts }: { numbers: Numbers; alerts: Alerts },
): Content {
  const { language } = ctx;
  const place = by === 'room' ? 'provider' : 'room';
  const columns = ['time', 'patient', 'born', 'record', 'type', place, 'reason'];
  return dataTable(
    columns.map((key) => ({ title: say(language, `col_${key}`), width: widths[key] ?? '*' })),
    bookings.map((one) => [
      [clockWords(ctx, one.startsAt, language), numberOf(one, language)].filter(Boolean).join('\n'),
      [patientOf(one, language), alertOf(ctx, one, { numbers, alerts })].filter(Boolean).join('\n'),
      one.birthDate ? formatPlainDate(one.birthDate, localeFor(language), 'short') : '',
      recordNumber(ctx, one, numbers),
      one.visitType,
      by === 'room' ? one.practitionerName : one.roomName,
      one.reason,
    ]),
    language,
  );
}

function patientOf(one: Booking, language: Language): string {
  if (one.overbooked) return `${one.patientName} (${words(language, 'scheduling_overbooked')})`;
  return one.patientName || words(language, 'scheduling_nobody');
}

/** Names the other one by her record number: by that the two are told apart. */
function alertOf(ctx: Context, one: Booking, day: { numbers: Numbers; alerts: Alerts }): string {
  const others = day.alerts.get(one.patientId ?? '') ?? [];
  const names = others.map((other) => `${other.patientName} ${recordNumber(ctx, other, day.numbers)}`.trim());
  return names.length > 0 ? say(ctx.language, 'nameAlert', { names: names.join('; ') }) : '';
}

function recordNumber(ctx: Context, one: Booking, numbers: Numbers): string {
  return displayRecordNumber(numbers.get(one.patientId ?? '') ?? '', ctx.clinic.country);
}

function numberOf(booking: Booking, language: Language): string {
  return booking.number === null ? '' : words(language, 'scheduling_number', { number: booking.number });
}
