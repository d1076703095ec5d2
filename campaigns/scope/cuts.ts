import type { Patch } from '../support/broken-build.ts';

const folder = 'src/platform/server/scope';

function cut(file: string, what: string, was: string, becomes: string): Patch & { what: string } {
  return { file: `${folder}/${file}.ts`, what, was, becomes };
}

/** Each check of scope, taken out by its text; when one of these texts is gone, the campaign says so. */
export const cuts = [
  cut('decide', 'somebody of the clinic', "actor.kind === 'staff' && actor.roles", 'actor.roles'),
  cut('decide', 'the jobs she holds', 'actor.roles.includes(role.role)', 'true'),
  cut('decide', 'what her jobs hold', 'if (granting.length === 0 && !delegated)', 'if (false)'),
  cut(
    'decide',
    'the wall of a licence',
    'if (!held.some((role) => reaches(role.licence, licence)))',
    'if (false)',
  ),
  cut('decide', 'a delegation’s end', 'delegates(one, act) && isAlive(one, now)', 'delegates(one, act)'),
  cut(
    'decide',
    'that it is a delegation',
    "one.kind === 'delegation' && covers(one.code, act)",
    'covers(one.code, act)',
  ),
  cut(
    'decide',
    'which act is delegated',
    "one.kind === 'delegation' && covers(one.code, act)",
    "one.kind === 'delegation'",
  ),
  cut('decide', 'what is missing', '!way.missing', 'true'),
  cut('decide', 'what an act asks for', 'terms.filter((term) => covers(term.act, act))', '[] as Term[]'),
  cut(
    'decide',
    'what one job is asked',
    'term.role === null || term.role === role.role',
    'term.role === null',
  ),
  cut(
    'decide',
    'an assistant’s competency',
    'role.preliminary ? { ...term, competency: null } : term',
    '{ ...term, competency: null }',
  ),
  cut('decide', 'a student’s entries', 'role.preliminary || delegatedToStudent', 'delegatedToStudent'),
  cut('decide', 'what is delegated to a student', '|| delegatedToStudent ||', '||'),
  cut('decide', 'co-signing', ' || asked.some((term) => term.coSign)', ''),
  cut('decide', 'what rests on a standing order', 'about.protocol === undefined || way.prescribes', 'true'),
  cut('decide', 'the job of a way', 'jobs: [role.role]', 'jobs: held.map((one) => one.role)'),
  cut(
    'conditions',
    'a competency',
    "term.competency !== null && lacks(asked, 'competency', [term.competency], term)",
    'false',
  ),
  cut(
    'conditions',
    'a credential',
    "term.credentials.length > 0 && lacks(asked, 'credential', term.credentials, term)",
    'false',
  ),
  cut(
    'conditions',
    'a delegation',
    "term.delegation && lacks(asked, 'delegation', delegable(asked.act), term)",
    'false',
  ),
  cut('conditions', 'a standing order', 'asksForProtocol(asked, term) && missingProtocol(asked)', 'false'),
  cut(
    'conditions',
    'somebody in the house',
    "term.supervision === 'onSite' && asked.present.length === 0",
    'false',
  ),
  cut('conditions', 'a standing order in any case', "protocol === 'always' ||", ''),
  cut(
    'conditions',
    'a standing order without an order',
    "protocol === 'withoutOrder' && !about.ordered",
    'false',
  ),
  cut(
    'conditions',
    'of which kind it is',
    'one.kind === kind && codes.includes(one.code) && isAlive',
    'codes.includes(one.code) && isAlive',
  ),
  cut('conditions', 'of what it is', 'codes.includes(one.code) && isAlive', 'isAlive'),
  cut('conditions', 'that it is alive', ' && isAlive(one, now)', ''),
  cut('acts', 'a skill asks what its act asks', 'said === act || said === actionOf(act)', 'said === act'),
  cut(
    'acts',
    'a skill is that skill alone',
    'said === act || said === actionOf(act)',
    'actionOf(said) === actionOf(act)',
  ),
  cut(
    'acts',
    'which licence',
    'order.indexOf(has) >= order.indexOf(asked)',
    "has !== 'none' || asked === 'none'",
  ),
  cut('acts', 'a beginning', 'one.from <= now && ', ''),
  cut('acts', 'an end', ' && (one.until === null || now < one.until)', ''),
  cut('protocols', 'the act of a standing order', 'covers(one.act, act) &&', ''),
  cut('protocols', 'the job of a standing order', 'one.roles.some((role) => jobs.includes(role))', 'true'),
  cut(
    'protocols',
    'which standing order',
    'about.protocol === undefined || about.protocol === one.sourceId',
    'true',
  ),
  cut('protocols', 'its approval', 'return from <= now && now < until', 'return now < until'),
  cut('protocols', 'its last day', 'return from <= now && now < until', 'return from <= now'),
  cut('protocols', 'an age that nobody knows', 'if (!age) return false', 'if (!age) return true'),
  cut('protocols', 'from which age', 'fromMonths === null || age.totalMonths >= fromMonths', 'true'),
  cut('protocols', 'under which age', 'underMonths === null || most < underMonths', 'true'),
  cut('protocols', 'a year of birth', 'year: 12', 'year: 0'),
] as const;
