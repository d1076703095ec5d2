import { isSurelyAfter } from './date-range.ts';
import type { StoredRule } from './definition-shapes.ts';
import { compileFhirPath } from './fhirpath/compile.ts';
import type { Evaluate, Item } from './fhirpath/items.ts';
import { isTrue } from './fhirpath/operators.ts';
import { type Place, report, type Walk } from './walk.ts';
import { hasWordsFor } from './words.ts';

const compiled = new Map<string, Evaluate>();

function evaluateOf(expression: string): Evaluate {
  const known = compiled.get(expression);
  if (known) return known;
  const evaluate = compileFhirPath(expression);
  compiled.set(expression, evaluate);
  return evaluate;
}

/**
 * Checks the invariants of a type or element at one place. As the standard says, only `true` satisfies one; an
 * empty answer does not.
 */
export function checkRules(walk: Walk, rules: readonly StoredRule[], item: Item, place: Place): void {
  if (item.type === 'MedicationDispense') checkHandedOver(walk, item, place);
  for (const [key, severity, expression] of rules) {
    const environment = {
      resource: { value: walk.resource, type: String(walk.resource.resourceType) },
      rootResource: { value: walk.container.value, type: String(walk.container.value.resourceType) },
      context: item,
    };
    if (isTrue(evaluateOf(expression)([item], environment))) continue;
    const words = `fhir_rule_${key.replaceAll('-', '_')}`;
    const params = { rule: key, expression };
    report(walk, place, 'invariant', hasWordsFor(words) ? words : 'fhir_rule', params, severity);
  }
}

/** mdd-1: partial dates need more than a comparison of texts. */
function checkHandedOver(walk: Walk, item: Item, place: Place): void {
  const { whenPrepared, whenHandedOver } = item.value as Record<string, unknown>;
  if (typeof whenPrepared !== 'string' || typeof whenHandedOver !== 'string') return;
  if (isSurelyAfter(whenPrepared, whenHandedOver))
    report(walk, place, 'invariant', 'fhir_rule_mdd_1', { rule: 'mdd-1', expression: '' });
}
