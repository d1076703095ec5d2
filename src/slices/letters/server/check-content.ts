import type { Context } from '#platform/server/context.ts';
import { foldText } from '#platform/server/fhir/fold.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { Content } from '../contract.ts';

/** Refuses what does not go together, by its field. */
export async function checkContent(
  ctx: Context,
  content: Content,
  about: { patientId: string; day: string },
): Promise<void> {
  if (content.kind === 'fitToReturn') {
    const { returnOn, limits, limitsUntil } = content;
    if (returnOn < about.day) refuseField('content.returnOn', 'letters_field_returnBeforeVisit');
    if (limitsUntil && !limits) refuseField('content.limits', 'letters_field_limitsMissing');
    if (limitsUntil && limitsUntil < returnOn)
      refuseField('content.limitsUntil', 'letters_field_limitsUntil');
  }
  const named = await namedDiagnosis(ctx, content, about.patientId);
  if (named) refuseField(`content.${named.field}`, 'letters_field_diagnosis', { name: named.name });
}

/** Shorter words stand in too many sentences to be a diagnosis there. */
const shortestName = 5;

/**
 * The first diagnosis of the patient's that a letter to a school or an employer names, by its words or its code. This is a
 * comparison of words; whoever signs reads the letter as well.
 */
export async function namedDiagnosis(
  ctx: Context,
  content: Content,
  patientId: string,
): Promise<{ field: string; name: string } | undefined> {
  if (content.kind === 'health') return undefined;
  const written = Object.entries(content).filter(([field]) =>
    ['recipient', 'purpose', 'limits'].includes(field),
  );
  const conditions = await ctx.record.search('Condition', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
  });
  const names = conditions.flatMap(({ code }) => [
    ...[code?.text, ...(code?.coding ?? []).map(({ display }) => display)]
      // `Acute bronchitis, unspecified`: nobody writes the end of it
      .flatMap((label) => [label, label?.split(/[,;(]/)[0]])
      .filter((label) => label !== undefined && label.trim().length >= shortestName),
    ...(code?.coding ?? []).map((one) => one.code).filter((one) => one !== undefined && /\d/.test(one)),
  ]);
  for (const [field, text] of written) {
    const found = names.find((name) => name && holds(String(text), name));
    if (found) return { field, name: found.trim() };
  }
  return undefined;
}

/** Whether a text holds these words, and not only as a part of longer ones. */
function holds(text: string, name: string): boolean {
  const folded = ` ${plain(text)} `;
  return folded.includes(` ${plain(name)} `);
}

const plain = (text: string) =>
  foldText(text)
    .replace(/[^a-z0-9.]+/g, ' ')
    .replace(/\.(?!\d)/g, ' ')
    .trim();
