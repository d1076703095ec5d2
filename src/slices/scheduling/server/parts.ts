import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { VisitType } from '../contract.ts';
import type { Part } from './appointment.ts';
import { loadVisitType, loadVisitTypes } from './load-setup.ts';

/** A visit type, or several in one visit as if they were one. */
export type Service = VisitType & { parts?: readonly VisitType[] };

/** The services of a visit, in order. */
export function partsOf(type: Service): readonly VisitType[] {
  return type.parts ?? [type];
}

/** What the Appointment says of its parts; none where it is of one service. */
export function partsIn(type: Service): Part[] {
  const parts = type.parts ?? [];
  return parts.map((one) => ({ code: one.code, minutes: one.durationMinutes }));
}

/**
 * Several services as one visit: lengths added up, buffers before the first and after the last, and for whom all of them
 * are. What each needs stays with it. Undefined where no patient is of a sex and an age for all.
 */
export function combined(types: readonly VisitType[]): Service | undefined {
  const [first, last] = [types[0], types.at(-1)];
  if (!first || !last) return undefined;
  if (types.length === 1) return first;
  const sexes = new Set(types.map((one) => one.sex).filter((sex) => sex !== 'any'));
  const from = types.flatMap((one) => one.ageFromYears ?? []);
  const to = types.flatMap((one) => one.ageToYears ?? []);
  const ageFromYears = from.length > 0 ? Math.max(...from) : null;
  const ageToYears = to.length > 0 ? Math.min(...to) : null;
  if (sexes.size > 1 || (ageFromYears !== null && ageToYears !== null && ageToYears < ageFromYears)) {
    return undefined;
  }
  const kinds = new Set(types.map((one) => one.roomKind));
  const owners = [
    ...(first.bufferBeforeMinutes > 0 ? [first.bufferOwner] : []),
    ...(last.bufferAfterMinutes > 0 ? [last.bufferOwner] : []),
  ];
  return {
    ...first,
    labelEn: types.map((one) => one.labelEn).join(' + '),
    labelId: types.map((one) => one.labelId).join(' + '),
    durationMinutes: types.reduce((sum, one) => sum + one.durationMinutes, 0),
    bufferAfterMinutes: last.bufferAfterMinutes,
    bufferOwner: new Set(owners).size > 1 ? 'both' : (owners[0] ?? first.bufferOwner),
    // one room for all of it, or for each part its own
    roomKind: kinds.size === 1 ? first.roomKind : null,
    equipmentKinds: [...new Set(types.flatMap((one) => one.equipmentKinds))],
    assistantAction: types.find((one) => one.assistantAction)?.assistantAction ?? null,
    fasting: types.some((one) => one.fasting),
    sex: [...sexes][0] ?? 'any',
    ageFromYears,
    ageToYears,
    parts: types,
  };
}

/** Whether a provider gives every part. */
export function isGivenBy(type: Service, practitionerId: string): boolean {
  return partsOf(type).every(
    (one) => one.practitionerIds.length === 0 || one.practitionerIds.includes(practitionerId),
  );
}

/** The services that are in use, as one visit; refuses the field of the one that is not. */
export async function serviceInUse(
  ctx: Context,
  code: string,
  moreCodes: readonly string[] = [],
): Promise<Service> {
  const first = await loadVisitType(ctx, code);
  if (!first?.active) return refuseField('visitTypeCode', 'scheduling_field_unknownVisitType');
  if (moreCodes.length === 0) return first;
  const all = new Map((await loadVisitTypes(ctx)).map((type) => [type.code, type]));
  const more = moreCodes.map((one, index) => {
    const type = all.get(one);
    if (!type?.active) return refuseField(`moreTypeCodes.${index}`, 'scheduling_field_unknownVisitType');
    return type;
  });
  const type = combined([first, ...more]);
  if (!type) return refuseField('moreTypeCodes', 'scheduling_field_notTogether');
  if (type.durationMinutes > 480) refuseField('moreTypeCodes', 'scheduling_field_tooLong');
  return type;
}

/** The service that a visit was booked for, with the lengths that it was given; undefined where no such type is known. */
export async function serviceOf(
  ctx: Context,
  visit: { visitTypeCode: string | undefined; parts: readonly Part[] },
): Promise<Service | undefined> {
  const single = () => (visit.visitTypeCode ? loadVisitType(ctx, visit.visitTypeCode) : undefined);
  if (visit.parts.length < 2) return single();
  const all = new Map((await loadVisitTypes(ctx)).map((type) => [type.code, type]));
  const types = visit.parts.flatMap(({ code, minutes }) => {
    const type = all.get(code);
    return type ? [{ ...type, durationMinutes: minutes }] : [];
  });
  // a copy of another system's with a type that is not ours
  if (types.length < visit.parts.length) return single();
  return combined(types) ?? single();
}
