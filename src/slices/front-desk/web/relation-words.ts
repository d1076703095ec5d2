import { m } from '#messages';
import type { Relation } from './visit-types.ts';

const words: Record<Relation, () => string> = {
  self: m.frontDesk_relation_self,
  mother: m.frontDesk_relation_mother,
  father: m.frontDesk_relation_father,
  guardian: m.frontDesk_relation_guardian,
  spouse: m.frontDesk_relation_spouse,
  child: m.frontDesk_relation_child,
  sibling: m.frontDesk_relation_sibling,
  other: m.frontDesk_relation_other,
};

/** Whom somebody is to the patient. A relation that another system wrote is "other". */
export function relationWords(relation: string): string {
  return (Object.hasOwn(words, relation) ? words[relation as Relation] : words.other)();
}
