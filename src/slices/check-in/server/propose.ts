import type { Context } from '#platform/server/context.ts';
import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { parsePhone } from '#platform/shared/phones.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import type { checkIn } from '../contract.ts';
import { keepPicture, replacePicture } from './pictures.ts';
import { inSession, type Session } from './sessions.ts';

type Change = InputOf<typeof checkIn, 'propose'>['change'];

/** Keeps what she says differs, for the desk; the chart stays as it is. */
export const propose: OpenVerb<typeof checkIn, 'propose'> = async (ctx, { session: secret, change }) => {
  await inSession(ctx, secret, 'checkIn.propose', async (inside, session) => {
    if (await isTooMuch(inside, session, 'picture' in change)) return ctx.fail('tooMany');
    const value = spokenValue(inside, change);
    await replaceEarlier(inside, session, change.kind);
    const documentId = 'picture' in change ? await keepPicture(inside, session, change) : null;
    await inside.db
      .insertInto('check_in_proposal')
      .values({
        ...{ clinic_id: inside.clinic.id, id: inside.newId(), session_id: session.id },
        ...{ visit_id: session.visit_id, patient_id: session.patient_id, kind: change.kind },
        ...{ value: JSON.stringify(value), document_id: documentId, at: inside.now, state: 'open' },
      })
      .execute();
    await askDesk(inside, session);
    inside.note('checkIn.proposed', {
      patientId: session.patient_id,
      subject: `Encounter/${session.visit_id}`,
      details: { kind: change.kind, way: session.way },
    });
    inside.emit('checkIn.proposalsChanged', { visitId: session.visit_id });
  });
  return {};
};

function spokenValue(ctx: Context, change: Change): Record<string, string> {
  if (change.kind === 'phone') {
    const country = ctx.clinic.country === 'ID' ? 'ID' : 'US';
    const phone = parsePhone(change.phone, country);
    return phone.ok ? { phone: phone.e164 } : refuseField('change.phone', 'checkIn_field_phone');
  }
  if (change.kind === 'email') return { email: change.email };
  if (change.kind === 'address') return change.address;
  return change.kind === 'payer' ? { note: change.note } : {};
}

/** Seven things can differ, and a picture may be taken again; whoever fills the record is stopped. */
const mostProposals = 10;
const mostPictures = 20;

/** Counted while the session and the visit are held, so that what comes at once counts one after the other. */
async function isTooMuch(ctx: Context, session: Session, picture: boolean): Promise<boolean> {
  const rows = await ctx.db
    .selectFrom('check_in_proposal')
    .select(['session_id', 'document_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', session.visit_id)
    .execute();
  if (rows.filter((row) => row.session_id === session.id).length >= mostProposals) return true;
  return picture && rows.filter((row) => row.document_id !== null).length >= mostPictures;
}

/** Of what she says twice the later counts. */
async function replaceEarlier(ctx: Context, session: Session, kind: string): Promise<void> {
  const earlier = await ctx.db
    .updateTable('check_in_proposal')
    .set({ state: 'replaced' })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', session.visit_id)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .returning('document_id')
    .execute();
  for (const { document_id } of earlier) if (document_id) await replacePicture(ctx, document_id);
}

/** One task a visit, however much there is to look at. */
async function askDesk(ctx: Context, session: Session): Promise<void> {
  const subject = `Encounter/${session.visit_id}`;
  if (await ctx.work.isOpen(subject, 'checkIn.proposals')) return;
  await ctx.work.open({
    ...{ kind: 'checkIn.proposals', subject, patientId: session.patient_id, visitId: session.visit_id },
  });
}
