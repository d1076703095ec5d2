import type { Context } from '#platform/server/context.ts';
import { instantOf, zonedDay } from '#platform/shared/time.ts';
import type { VisitType } from '../contract.ts';
import type { Place } from '../shared/series-shapes.ts';
import { covers, joined, overlaps, type Span } from '../shared/spans.ts';
import type { Agenda } from './agenda.ts';
import { freeRoom, hourOf, missingBeside, type Wish } from './find-times.ts';
import { slotAt } from './numbers.ts';
import { clinicSpans, noonHour, occupied, unsuitedFor } from './rules.ts';

/** What stands against a time, the first of it; undefined where nothing does. */
export interface Against {
  verdict: Exclude<Place['verdict'], 'free' | 'skipped' | 'twice'>;
  resource: Place['resource'];
  /** Of a closure. */
  name?: string;
}

/** A visit whose time is judged, over an agenda that is loaded already. */
export interface Judged {
  type: VisitType | undefined;
  wish: Wish;
  practitionerId: string;
  patient: { sex: string; birthDate: string | undefined } | undefined;
  /** From its first to its last minute. */
  span: Span;
}

/**
 * The same questions that a single booking is asked, for many times at once and without a refusal. What is free here
 * may be somebody's by the time it is taken: the constraint decides then.
 * @param nowMs the past is never offered
 */
export function againstOf(ctx: Context, agenda: Agenda, judged: Judged, nowMs: number): Against | undefined {
  const { wish, span, type, patient } = judged;
  const { zone } = ctx.clinic;
  const day = zonedDay(instantOf(span.from), zone);
  const plain = (verdict: Against['verdict']): Against => ({ verdict, resource: null });
  if (span.to <= nowMs) return plain('past');
  if (type && patient && unsuitedFor(type, patient, day)) return plain('notForPatient');
  if (span.from < (wish.notBeforeMs ?? 0) && (wish.notBeforeMs ?? 0) > nowMs) return plain('tooSoon');
  if (span.from > (wish.notAfterMs ?? Number.POSITIVE_INFINITY)) return plain('tooFar');
  if (wish.mornings && hourOf(span.from, zone) >= noonHour) return plain('mornings');
  return shutAt(ctx, agenda, judged, day) ?? takenAt(agenda, judged, day);
}

/** A holiday is told by its name, wherever the clinic would have been open without it. */
function shutAt(ctx: Context, agenda: Agenda, judged: Judged, day: string): Against | undefined {
  const { practitionerId, span } = judged;
  const days = [day, zonedDay(instantOf(span.to), ctx.clinic.zone)];
  const open = joined(
    [...new Set(days)].flatMap((one) => agenda.openOf(practitionerId, one, judged.wish.typeCode)),
  );
  if (covers(open, span)) return undefined;
  const closure = agenda.hours.closures.find((one) => {
    const without = { ...agenda.hours, closures: agenda.hours.closures.filter((other) => other !== one) };
    const before = clinicSpans(without, day).filter((other) => overlaps(other, span));
    const after = clinicSpans(agenda.hours, day);
    return one.day === day && before.length > 0 && !covers(after, span);
  });
  if (closure) return { verdict: 'holiday', resource: null, name: closure.name };
  return { verdict: 'closed', resource: null };
}

function takenAt(agenda: Agenda, judged: Judged, day: string): Against | undefined {
  const { wish, practitionerId, span } = judged;
  const spans = occupied(span, wish.buffers);
  const slot = slotAt(agenda.hours, practitionerId, day, span.from);
  const own = slot ? { from: slot.from, to: Math.max(slot.to, span.to) } : spans.practitioner;
  const meets = (kind: 'practitioner' | 'patient', id: string, stretch: Span) =>
    agenda.takenOf(kind, id).some((one) => overlaps(one, stretch));
  const taken = (resource: Place['resource']): Against => ({ verdict: 'taken', resource });
  if (meets('practitioner', practitionerId, own)) return taken('practitioner');
  if (freeRoom(agenda, wish, practitionerId, day, span) === undefined) return taken('room');
  const missing = missingBeside(agenda, wish, practitionerId, day, span);
  if (missing) return taken(missing);
  return wish.patientId && meets('patient', wish.patientId, spans.patient) ? taken('patient') : undefined;
}
