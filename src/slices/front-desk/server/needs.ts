import type { Encounter, Extension } from '@medplum/fhirtypes';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { frontDesk } from '../contract.ts';
import { type VisitNeeds, visitNeeds } from '../shared/talk-shapes.ts';
import { extensionOf, setExtension } from './encounter.ts';
import { changeEncounter, settle } from './move.ts';
import { needsUrl } from './systems.ts';
import { visitForTalk } from './visit-for-talk.ts';

/** Keeps what whoever rooms her must know. A companion interprets only where the patient herself wants that. */
export const saveNeeds: Verb<typeof frontDesk, 'saveNeeds'> = async (ctx, { visitId, needs }) => {
  const visit = await visitForTalk(ctx, visitId, 'telephone');
  if (needs.interpreter !== 'none' && !needs.language)
    return refuseField('needs.language', 'frontDesk_field_languageNeeded');
  if (needs.interpreter === 'companion' && !needs.companionChosen)
    return refuseField('needs.companionChosen', 'frontDesk_field_companionChoice');
  if (needs.access.includes('other') && !needs.accessNote)
    return refuseField('needs.accessNote', 'frontDesk_field_accessNote');
  await changeEncounter(ctx, visit, (encounter) => setExtension(encounter, needsExtension(needs)));
  await settle(ctx, visit);
  return { visitId, patientId: visit.patientId };
};

function needsExtension(needs: VisitNeeds): Extension {
  const text = (url: string, valueString: string | undefined) => (valueString ? [{ url, valueString }] : []);
  return {
    url: needsUrl,
    extension: [
      ...(needs.language ? [{ url: 'language', valueCode: needs.language }] : []),
      { url: 'interpreter', valueCode: needs.interpreter },
      ...text('interpreterName', needs.interpreterName),
      { url: 'companionChosen', valueBoolean: needs.companionChosen },
      ...needs.access.map((valueCode) => ({ url: 'access', valueCode })),
      ...text('accessNote', needs.accessNote),
      { url: 'infection', valueCode: needs.infection },
      { url: 'chaperone', valueCode: needs.chaperone },
      ...text('handOff', needs.handOff),
    ],
  };
}

/** What an Encounter says of her needs; what another system wrote otherwise than we would is not known. */
export function needsOf(encounter: Encounter): VisitNeeds | undefined {
  const kept = extensionOf(encounter, needsUrl);
  if (!kept) return undefined;
  const code = (url: string) => extensionOf(kept, url)?.valueCode;
  const text = (url: string) => extensionOf(kept, url)?.valueString;
  const access = kept.extension?.filter((one) => one.url === 'access').map((one) => one.valueCode) ?? [];
  const read = visitNeeds.safeParse({
    language: code('language'),
    interpreter: code('interpreter'),
    interpreterName: text('interpreterName'),
    companionChosen: extensionOf(kept, 'companionChosen')?.valueBoolean,
    access,
    accessNote: text('accessNote'),
    infection: code('infection'),
    chaperone: code('chaperone'),
    handOff: text('handOff'),
  });
  return read.success ? read.data : undefined;
}

/** Nothing asked yet. */
export const noNeeds: VisitNeeds = visitNeeds.parse({});
