import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { describe, expect, it } from 'vitest';
import { applyJsonPatch, PatchError, sameJson } from './json-patch.ts';
import { type JsonValue, parseLossless, stringifyLossless } from './json-text.ts';

const patched = (document: string, patch: string) =>
  stringifyLossless(applyJsonPatch(parseLossless(document), parseLossless(patch)));
function problemOf(document: string, patch: unknown): string | undefined {
  try {
    patched(document, JSON.stringify(patch));
    return undefined;
  } catch (error) {
    if (error instanceof PatchError) return error.problem;
    throw error;
  }
}

describe('a JSON Patch', () => {
  it('keeps every number that it does not touch, and brings its own as written', () => {
    expect(patched('{"a":1.10,"b":[1e2,2]}', '[{"op":"add","path":"/b/1","value":0.50}]')).toBe(
      '{"a":1.10,"b":[1e2,0.50,2]}',
    );
    expect(patched('{"a":1.10}', '[{"op":"copy","from":"/a","path":"/b"}]')).toBe('{"a":1.10,"b":1.10}');
  });

  it('compares numbers by value, however they are written', () => {
    for (const [left, right, same] of [
      ['1.10', '1.1', true],
      ['100', '1e2', true],
      ['-0', '0', true],
      ['0.1', '0.10000000000000000001', false],
      ['12345678901234567890', '12345678901234567891', false],
      ['"1"', '1', false],
      ['{"a":1,"b":2.0}', '{"b":2,"a":1}', true],
    ] as const) {
      expect([left, right, sameJson(parseLossless(left), parseLossless(right))]).toEqual([left, right, same]);
    }
  });

  it.each([
    ['no list', {}, 'form'],
    ['an unknown operation', [{ op: 'toggle', path: '/a' }], 'operation'],
    ['no value', [{ op: 'add', path: '/a' }], 'form'],
    ['no pointer', [{ op: 'remove', path: 'a' }], 'pointer'],
    ['a stray tilde', [{ op: 'remove', path: '/~2' }], 'pointer'],
    ['a missing place', [{ op: 'replace', path: '/x/y', value: 1 }], 'missing'],
    ['an index beyond the end', [{ op: 'add', path: '/l/3', value: 1 }], 'place'],
    ['an index with a nought before', [{ op: 'remove', path: '/l/00' }], 'missing'],
    ['a move into itself', [{ op: 'move', from: '/o', path: '/o/p' }], 'place'],
    ['what an object inherits', [{ op: 'test', path: '/constructor', value: null }], 'missing'],
    ['the way to a prototype', [{ op: 'add', path: '/__proto__/x', value: 1 }], 'missing'],
    ['copies without end', Array(40).fill({ op: 'copy', from: '/l', path: '/l/-' }), 'size'],
    ['operations without end', Array(1001).fill({ op: 'test', path: '', value: 1 }), 'many'],
  ])('is refused for %s', (_, patch, problem) => {
    expect(problemOf('{"a":1,"l":[1,2],"o":{"p":1}}', patch)).toBe(problem);
  });

  it('does what the reference of the RFC does, to any document', () => {
    const names = fc.constantFrom('a', 'b', '0', '1', '-');
    const value = fc.jsonValue({ maxDepth: 2, noUnicodeString: true });
    const document = fc.dictionary(names, fc.oneof(fc.array(value, { maxLength: 3 }), value), { minKeys: 1 });
    const pointer = fc.array(names, { minLength: 1, maxLength: 3 }).map((steps) => `/${steps.join('/')}`);
    const operation = fc.record({
      op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test'),
      ...{ path: pointer, from: pointer, value },
    });
    fc.assert(
      fc.property(document, fc.array(operation, { maxLength: 4 }), (given, patch) => {
        const text = JSON.stringify(given);
        let ours: JsonValue;
        try {
          ours = applyJsonPatch(JSON.parse(text), patch as JsonValue);
        } catch (error) {
          // it lets a little more pass than the RFC does, never less
          expect(error).toBeInstanceOf(PatchError);
          return;
        }
        const theirs = JSON.parse(text);
        const faults = applyPatch(theirs, JSON.parse(JSON.stringify(patch)));
        expect(faults.every((fault) => fault === null)).toBe(true);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 500 },
    );
  });
});
