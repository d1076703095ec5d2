import { m } from '#messages';
import type { Booking, Closure, FreeTime, Room, VisitType } from '../contract.ts';

/** What a booking's status is called; the platform's own words, never FHIR's. */
export function statusWords(status: Booking['status']): string {
  const words: Record<Booking['status'], () => string> = {
    proposed: m.scheduling_status_proposed,
    pending: m.scheduling_status_pending,
    booked: m.scheduling_status_booked,
    arrived: m.scheduling_status_arrived,
    'checked-in': m.scheduling_status_checkedIn,
    fulfilled: m.scheduling_status_fulfilled,
    cancelled: m.scheduling_status_cancelled,
    noshow: m.scheduling_status_noShow,
    waitlist: m.scheduling_status_waitlist,
    'entered-in-error': m.scheduling_status_inError,
  };
  return words[status]();
}

export function partWords(part: FreeTime['part']): string {
  return {
    morning: m.scheduling_part_morning,
    afternoon: m.scheduling_part_afternoon,
    evening: m.scheduling_part_evening,
  }[part]();
}

export function roomKindWords(kind: Room['kind']): string {
  return {
    exam: m.scheduling_roomKind_exam,
    procedure: m.scheduling_roomKind_procedure,
    intake: m.scheduling_roomKind_intake,
    laboratory: m.scheduling_roomKind_laboratory,
    other: m.scheduling_roomKind_other,
  }[kind]();
}

/** Why and when the clinic is shut. */
export function closureWords(one: Pick<Closure, 'name' | 'from' | 'to'>): string {
  return one.from && one.to
    ? m.scheduling_closedPart({ name: one.name, from: one.from, to: one.to })
    : m.scheduling_closedDay({ name: one.name });
}

/** Monday is 1. */
export function weekdayWords(weekday: number, locale: string, width: 'long' | 'short' = 'long'): string {
  // 2024-01-01 was a Monday
  const day = new Date(Date.UTC(2024, 0, weekday));
  return new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(day);
}

/** Whether a booking can still be moved, cancelled or marked as not come. */
export function isOpen(booking: Pick<Booking, 'status'>): boolean {
  return booking.status === 'booked' || booking.status === 'pending';
}

export function ownerWords(owner: VisitType['bufferOwner']): string {
  return {
    practitioner: m.scheduling_owner_provider,
    room: m.scheduling_owner_room,
    both: m.scheduling_owner_both,
  }[owner]();
}

export function patientKindWords(kind: VisitType['patients']): string {
  return {
    any: m.scheduling_patients_any,
    new: m.scheduling_patients_new,
    established: m.scheduling_patients_established,
  }[kind]();
}

export function colourWords(colour: VisitType['colour']): string {
  return {
    blue: m.scheduling_colour_blue,
    teal: m.scheduling_colour_teal,
    green: m.scheduling_colour_green,
    yellow: m.scheduling_colour_yellow,
    orange: m.scheduling_colour_orange,
    red: m.scheduling_colour_red,
    violet: m.scheduling_colour_violet,
    grey: m.scheduling_colour_grey,
  }[colour]();
}

export function sexWords(sex: VisitType['sex']): string {
  return {
    any: m.scheduling_sex_any,
    female: m.scheduling_sex_female,
    male: m.scheduling_sex_male,
  }[sex]();
}
