import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { gapsOf, standingOf } from '../shared/authorisation.ts';
import type { Basis, Special } from '../shared/codes.ts';
import { askOwnConsent, lawOf } from '../shared/law.ts';
import { lockAuthorisation, paperOf } from './authorisations.ts';
import { todayOf } from './patient.ts';
import { refuseRelease } from './refuse.ts';

/**
 * Refuses what has no consent where it needs one: a basis that rests on an authorisation, and special parts, each of which
 * asks for a consent of its own. An authorisation that is named must hold, whether the basis needs it or not.
 */
export async function mayLeave(
  ctx: Context,
  release: {
    patientId: string;
    basis: Basis;
    special: readonly Special[];
    authorisationId?: string | null | undefined;
  },
): Promise<void> {
  const { patientId, basis, authorisationId } = release;
  const { needAuthorisation, elements } = lawOf(ctx.clinic.country);
  const own = askOwnConsent(basis, release.special);
  if (!authorisationId) {
    if (needAuthorisation.includes(basis)) refuseRelease('authorisationMissing');
    if (own.length > 0) refuseRelease('ownConsentMissing', named(ctx, 'special', own));
    return;
  }
  const paper = paperOf(await lockAuthorisation(ctx, authorisationId, patientId));
  const standing = standingOf(paper, elements, todayOf(ctx));
  if (standing === 'revoked') refuseRelease('authorisationRevoked');
  if (standing === 'expired') refuseRelease('authorisationExpired');
  if (standing === 'incomplete')
    refuseRelease('authorisationIncomplete', named(ctx, 'element', gapsOf(paper, elements)));
  const missing = own.filter((one) => !paper.special.includes(one));
  if (missing.length > 0) refuseRelease('ownConsentMissing', named(ctx, 'special', missing));
}

/** What is missing, in words for the sentence and as codes for the screen. */
function named(ctx: Context, kind: 'special' | 'element', codes: readonly string[]) {
  const missing = codes.map((code) => words(ctx.language, `disclosures_${kind}_${code}`)).join(', ');
  return { missing, codes };
}
