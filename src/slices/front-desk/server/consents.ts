import type { Attachment, Consent } from '@medplum/fhirtypes';
import type { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import { loadForms } from './forms.ts';
import { consentScopeSystem, formSystem, loincSystem, signerUrl, visitUrl } from './systems.ts';

type GivenConsent = z.output<typeof frontDesk.verbs.checkIn.input>['consents'][number] & {
  /** The signature as it was drawn, where nobody of the desk saw it. */
  signature?: Attachment;
};

/** Keeps what was signed or refused, as FHIR Consents that name text, version and language. Refuses an unknown version. */
export async function keepConsents(
  ctx: Context,
  visit: VisitState,
  given: readonly GivenConsent[],
): Promise<void> {
  for (const [place, one] of given.entries()) {
    const forms = await loadForms(ctx, one.language);
    const form = forms.find(({ code, version }) => code === one.code && version === one.version);
    if (!form) return refuseField(`consents.${place}.version`, 'frontDesk_field_formReplaced');
    if (one.decision === 'refused' && !form.mayRefuse) {
      return refuseField(`consents.${place}.decision`, 'frontDesk_field_formNeeded');
    }
    await ctx.record.create(consentOf(ctx, visit, one, form.title));
  }
}

function consentOf(ctx: Context, visit: VisitState, given: GivenConsent, title: string): Consent {
  const self = given.signer.relationship === 'self';
  const patient = { reference: `Patient/${visit.patientId}` };
  return {
    resourceType: 'Consent',
    language: given.language,
    status: given.decision === 'signed' ? 'active' : 'rejected',
    scope: {
      coding: [
        {
          system: consentScopeSystem,
          code: given.code === 'privacyNotice' ? 'patient-privacy' : 'treatment',
        },
      ],
    },
    category: [{ coding: [{ system: loincSystem, code: '59284-0', display: 'Consent Document' }] }],
    patient,
    dateTime: ctx.now,
    performer: [{ ...(self && patient), display: given.signer.name }],
    policyRule: {
      coding: [{ system: formSystem, code: given.code, version: given.version, display: title }],
      text: title,
    },
    verification: [
      {
        verified: true,
        verifiedWith: { display: given.witness || (authorOf(ctx).display ?? '') },
        verificationDate: ctx.now,
      },
    ],
    ...(given.signature && { sourceAttachment: given.signature }),
    extension: [
      { url: signerUrl, valueCode: given.signer.relationship },
      { url: visitUrl, valueReference: { reference: `Encounter/${visit.visitId}` } },
    ],
  };
}
