import type { Flag } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import { authorOf, mustBePatient } from '#slices/records/server/index.ts';
import { type AvoidArm, arms, avoidCauses, type vitals } from '../contract.ts';
import { concept, own } from './codes.ts';

const [armThing, causeThing] = ['avoid-arm', 'avoid-arm-cause'];
const note = 'https://serambi.health/fhir/StructureDefinition/avoid-arm-note';

/** The arms that this patient's chart says to keep cuffs off. */
export async function avoidArmsOf(ctx: Context, patientId: string): Promise<AvoidArm[]> {
  const found = await ctx.record.search('Flag', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
    limit: 100,
  });
  return found.flatMap((flag) => avoidArmOf({ ...flag, id: flag.id ?? '' }) ?? []);
}

const isAboutArm = ({ code }: Flag): boolean =>
  code?.coding?.some(({ system }) => system === own(armThing, '').system) ?? false;

function avoidArmOf(flag: Flag & { id: string }): AvoidArm | undefined {
  const codes = (flag.code?.coding ?? []).flatMap(({ code }) => code ?? []);
  const arm = arms.find((one) => codes.includes(one));
  if (!isAboutArm(flag) || flag.status !== 'active' || arm === undefined) return undefined;
  const said = flag.extension?.find(({ url }) => url === note)?.valueString;
  return {
    flagId: flag.id,
    arm,
    cause: avoidCauses.find((one) => codes.includes(one)) ?? 'other',
    ...(said && { note: said }),
    since: flag.period?.start ?? '',
    by: flag.author?.display ?? '',
  };
}

export const avoidArm: Verb<typeof vitals, 'avoidArm'> = async (ctx, input) => {
  const { patientId, arm, cause } = input;
  await mustBePatient(ctx, patientId);
  const standing = await avoidArmsOf(ctx, patientId);
  if (standing.some((one) => one.arm === arm && one.cause === cause)) return ctx.fail('standsAlready');
  const language = ctx.clinic.language;
  const text = words(language, `vitals_avoid_flag_${arm}`, {
    cause: words(language, `vitals_avoid_cause_${cause}`),
  });
  const flag = await ctx.record.create<Flag>({
    resourceType: 'Flag',
    status: 'active',
    category: [concept({ system: 'http://terminology.hl7.org/CodeSystem/flag-category', code: 'safety' })],
    code: {
      ...concept(own(armThing, arm), own(causeThing, cause)),
      text: input.note ? `${text}: ${input.note}` : text,
    },
    subject: { reference: `Patient/${patientId}` },
    period: { start: ctx.now },
    author: authorOf(ctx) as NonNullable<Flag['author']>,
    ...(input.note && { extension: [{ url: note, valueString: input.note }] }),
  });
  ctx.emit('vitals.alertChanged', { patientId });
  return { patientId, flagId: flag.id };
};

/** Ends an alert: the line is out, the cast is off. The flag stays in the record with the reason. */
export const endAvoidArm: Verb<typeof vitals, 'endAvoidArm'> = async (ctx, { flagId, reason }) => {
  const flag = await ctx.record.read('Flag', flagId);
  if (!flag || !isAboutArm(flag)) return refuse('notFound', { type: 'Flag', id: flagId });
  const patientId = flag.subject.reference?.split('/')[1] ?? '';
  // ended twice, the first reason stands
  if (flag.status !== 'active') return { patientId };
  await ctx.record.patch('Flag', flagId, (one) => {
    one.status = 'inactive';
    one.period = { ...one.period, end: ctx.now };
    const words = { url: `${note}-end`, valueString: reason };
    one.extension = [...(one.extension ?? []), words];
  });
  ctx.emit('vitals.alertChanged', { patientId });
  return { patientId };
};
