import { Refusal } from '#platform/shared/errors.ts';
import { type DisclosureError, disclosures } from '../contract.ts';

const declared: Record<DisclosureError, number> = {
  ...{ authorisationMissing: 409, authorisationIncomplete: 409, authorisationExpired: 409 },
  ...{ authorisationRevoked: 409, ownConsentMissing: 409, outOfTurn: 409, needsReview: 403 },
};

/**
 * Refuses by a code that several verbs share, each of which declares it.
 * @throws Refusal always
 */
export function refuseRelease(code: DisclosureError, details: Record<string, unknown> = {}): never {
  throw new Refusal(disclosures.slice, code, declared[code], details);
}
