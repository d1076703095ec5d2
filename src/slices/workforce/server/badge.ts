import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { findStaff, type StaffRow } from '#platform/server/identity/staff.ts';
import { keepOnce } from '#platform/server/print/keep-once.ts';
import { qrCode } from '#platform/server/print/barcode.ts';
import { fitName } from '#platform/server/print/label.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { pointsPerMm } from '#platform/server/print/sizes.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { badgeText } from '#platform/shared/badge.ts';
import type { workforce } from '../contract.ts';

/** A person's badge. Who has no access is given none to come in with. */
export const printBadge: Verb<typeof workforce, 'printBadge'> = async (ctx, { staffId }) => {
  const staff = await findStaff(ctx.db, ctx.clinic.id, staffId);
  if (!staff) return ctx.fail('staffMissing');
  if (staff.status === 'disabled') return ctx.fail('noAccess', { name: staff.name });
  return { paperId: await badgeOf(ctx, staff) };
};

/** The caller's own badge. */
export const printOwnBadge: Verb<typeof workforce, 'printOwnBadge'> = async (ctx) => {
  const staff = ctx.actor.kind === 'staff' ? await findStaff(ctx.db, ctx.clinic.id, ctx.actor.id) : undefined;
  return staff ? { paperId: await badgeOf(ctx, staff) } : ctx.fail('staffMissing');
};

const qrSideMm = 30;
/** Larger than on a label: it is read across a counter. */
const nameScale = 1.3;
/** What the margins of the card and the gap leave beside the code. */
const wordsWidthPoints = (85.6 - qrSideMm) * pointsPerMm - 32;

async function badgeOf(ctx: Context, staff: StaffRow): Promise<string> {
  const { language } = staff;
  const roles = await loadRoles(ctx.db, ctx.clinic.id, staff.roles);
  const name = fitName(staff.name, wordsWidthPoints / nameScale);
  const about: Content[] = [
    { text: ctx.clinic.name, style: 'value', margin: [0, 0, 0, 18] },
    { text: name.text, fontSize: name.sizePoints * nameScale, bold: true },
    { text: roles.map((role) => role.label[language]).join(', '), margin: [0, 3, 0, 0] },
  ];
  const paper: Paper = {
    kind: 'workforce.badge',
    size: 'card',
    use: 'document',
    language,
    title: words(language, 'workforce_badge_title'),
    body: [
      {
        columns: [
          { width: '*', stack: about },
          { width: qrSideMm * pointsPerMm, stack: [qrCode(badgeText(staff.id), { sideMm: qrSideMm })] },
        ],
        columnGap: 8,
      },
      { text: words(language, 'workforce_badge_pinAsked'), style: 'small', margin: [0, 8, 0, 0] },
    ],
  };
  return keepOnce(ctx, paper, { subject: `Basic/${staff.id}` });
}
