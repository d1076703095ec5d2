import { describe, expect, it } from 'vitest';
import { resourceTypes, typeDefinition } from './definitions.ts';
import { compileFhirPath } from './fhirpath/compile.ts';
import en from './messages/en.json' with { type: 'json' };
import id from './messages/id.json' with { type: 'json' };

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe('messages', () => {
  it('have the same keys and placeholders in both languages', () => {
    expect(Object.keys(id)).toEqual(Object.keys(en));
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect([...new Set(placeholders(id[key]))], key).toEqual([...new Set(placeholders(en[key]))]);
      expect(key).toMatch(/^fhir_[a-z0-9_]+$/);
    }
  });

  it('speak only of rules that R4 has', () => {
    const rules = new Set(['mdd-1']);
    const dataTypes = [
      'Age',
      'SimpleQuantity',
      'Attachment',
      'ContactPoint',
      'Ratio',
      'Expression',
      'Duration',
      'Timing',
    ];
    const waiting = [...resourceTypes(), ...dataTypes];
    const seen = new Set<string>();
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const type = seen.has(name) ? undefined : typeDefinition(name);
      seen.add(name);
      for (const element of type?.elements.values() ?? []) waiting.push(...element.types);
      for (const [key, , expression] of [
        type?.rules ?? [],
        ...[...(type?.elements.values() ?? [])].map((one) => one.rules),
      ].flat()) {
        rules.add(key);
        expect(() => compileFhirPath(expression)).not.toThrow();
      }
    }
    const spoken = Object.keys(en).filter((key) => key.startsWith('fhir_rule_'));
    expect(spoken.filter((key) => !rules.has(key.slice(10).replaceAll('_', '-')))).toEqual([]);
  });
});
