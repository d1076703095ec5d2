import { m } from '#messages';

/** A first thing to try in the demo for each job; the job's own word is the key of the role template. */
const byRole: Record<string, () => string> = {
  frontDesk: m.web_try_frontDesk,
  clinical: m.web_try_clinical,
  assistant: m.web_try_assistant,
  nurse: m.web_try_nurse,
  physician: m.web_try_physician,
  manager: m.web_try_manager,
  bookkeeper: m.web_try_bookkeeper,
  student: m.web_try_student,
  auditor: m.web_try_auditor,
};

const folded = new Map(Object.entries(byRole).map(([role, words]) => [role.toLowerCase(), words]));

/** Words for the tile of a demo person. */
export function tryThis(roles: readonly string[]): string {
  for (const role of roles) {
    const words = folded.get(role.replace(/[^a-z]/gi, '').toLowerCase());
    if (words) return words();
  }
  return m.web_try_any();
}
