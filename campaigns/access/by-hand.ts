// biome-ignore-all lint/suspicious/noTemplateCurlyInString: pieces of source, as they stand there
/** A check that no rule finds in the source, cut out by its text. */
export interface ByHand {
  file: string;
  find: string;
  /** @param cut an expression that is true while the check is cut out */
  put(cut: string): string;
}

const platform = 'src/platform/server';
const checkIn = 'src/slices/check-in/server';
const waitlist = 'src/slices/waitlist/server';

/** Checks that are neither a refusal nor a filter; when one of these texts is gone, the campaign says so. */
export const byHand: readonly ByHand[] = [
  {
    file: `${platform}/http/run-act.ts`,
    find: 'const under = await checkScope(ctx, act);',
    put: (cut) => `const under = ${cut} ? [] : await checkScope(ctx, act);`,
  },
  {
    file: `${platform}/http/run-act.ts`,
    find: "act.audience === 'signedIn' && ctx.actor.kind === 'staff'",
    put: (cut) => `act.audience === 'signedIn' && (${cut} || ctx.actor.kind === 'staff')`,
  },
  {
    file: `${platform}/http/run-act.ts`,
    find: 'smartAllows(actor.scopes ?? [], resource.type, resource.letter)',
    put: (cut) => `(${cut} || smartAllows(actor.scopes ?? [], resource.type, resource.letter))`,
  },
  {
    file: `${platform}/scope/smart.ts`,
    find: "(scope.type === '*' || scope.type === type)",
    put: (cut) => `(${cut} || scope.type === '*' || scope.type === type)`,
  },
  {
    file: `${platform}/scope/smart.ts`,
    find: 'granted.includes(letter)',
    put: (cut) => `(${cut} || granted.includes(letter))`,
  },
  {
    file: `${platform}/scope/decide.ts`,
    find: 'actor.roles.includes(role.role)',
    put: (cut) => `(${cut} || actor.roles.includes(role.role))`,
  },
  {
    file: `${platform}/scope/decide.ts`,
    find: 'held.filter((role) => holdsAction(role.actions, action))',
    put: (cut) => `held.filter((role) => ${cut} || holdsAction(role.actions, action))`,
  },
  {
    file: `${platform}/push/hearing.ts`,
    find: 'return hers ? payload',
    put: (cut) => `return hers || ${cut} ? payload`,
  },
  {
    file: `${platform}/push/hearing.ts`,
    find: "types.every((type) => smartAllows(scopes, type, 'r'))",
    put: (cut) => `(${cut} || types.every((type) => smartAllows(scopes, type, 'r')))`,
  },
  {
    file: `${platform}/push/relay.ts`,
    find: 'of hearers.get(row.clinic_id) ?? [])',
    put: (cut) =>
      `of (${cut} ? [...hearers.values()].flatMap((set) => [...set]) : (hearers.get(row.clinic_id) ?? [])))`,
  },
  {
    file: `${platform}/db/database.ts`,
    find: "' READ ONLY' : ''}`, enter)",
    put: (cut) => `' READ ONLY' : ''}\`, ${cut} ? enter.replace('$1, true', '$1, false') : enter)`,
  },
  {
    file: `${checkIn}/links.ts`,
    find: 'visit?.patientId !== booked.patientId',
    put: (cut) => `(!visit || (visit.patientId !== booked.patientId && !${cut}))`,
  },
  {
    file: `${checkIn}/links.ts`,
    find: 'if (!agreed) {',
    put: (cut) => `if (!agreed && !${cut}) {`,
  },
  {
    file: `${checkIn}/sessions.ts`,
    find: 'visit.patientId !== session.patient_id',
    put: (cut) => `visit.patientId !== session.patient_id && !${cut}`,
  },
  {
    file: `${checkIn}/sessions.ts`,
    find: 'session.ended_at || session.finished_at',
    put: (cut) => `((session.ended_at || session.finished_at) && !${cut})`,
  },
  {
    file: `${checkIn}/find-visit.ts`,
    find: '!match || second',
    put: (cut) => `!match || (second && !${cut})`,
  },
  {
    file: `${checkIn}/find-visit.ts`,
    find: "differs.length > 0 || !agreed.includes('birthDate')",
    put: (cut) => `(differs.length > 0 || !agreed.includes('birthDate')) && !${cut}`,
  },
  {
    file: `${checkIn}/find-visit.ts`,
    find: 'differs.length === 0 && counting.length >= 2',
    put: (cut) => `(${cut} || differs.length === 0) && counting.length >= 2`,
  },
  {
    file: `${waitlist}/take-answer.ts`,
    find: 'response.actor?.reference !== `Patient/${offer.patient_id}`',
    put: (cut) => `!${cut} && response.actor?.reference !== \`Patient/\${offer.patient_id}\``,
  },
  {
    file: `${waitlist}/wishes.ts`,
    find: '!kept || kept.patientId !== wish.patientId',
    put: (cut) => `!kept || (kept.patientId !== wish.patientId && !${cut})`,
  },
  {
    file: `${platform}/http/fhir/search-reach.ts`,
    find: "known.get(type) ?? holdsRight(ctx, rightTo(site, type, 'read', 's'))",
    put: (cut) =>
      `${cut} ? Promise.resolve(true) : (known.get(type) ?? holdsRight(ctx, rightTo(site, type, 'read', 's')))`,
  },
  {
    file: `${platform}/http/fhir/history.ts`,
    find: "(await holdsRight(ctx, rightTo(site, type, 'read', 'r')))",
    put: (cut) => `(${cut} || (await holdsRight(ctx, rightTo(site, type, 'read', 'r'))))`,
  },
  {
    file: `${platform}/export/row-text.ts`,
    find: '(${condition})',
    put: (cut) => `(\${condition} OR \${${cut}})`,
  },
];
