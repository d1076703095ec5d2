import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimal,
  isRawNumber,
  numberLiteral,
  parseLossless,
  parseStored,
  stringifyLossless,
  withIdAndMeta,
} from './json-text.ts';
import { JsonTextError } from './json-text-error.ts';

function faultOf(text: string): JsonTextError {
  try {
    parseLossless(text);
  } catch (error) {
    if (error instanceof JsonTextError) return error;
    throw error;
  }
  throw new Error('the text was read without complaint');
}

describe('JSON text', () => {
  it.each(['1.10', '1e2', '-0', '12345678901234567890', '0.000000000000000000001', '5.40E-3', '1', '-7.5'])(
    'keeps the number literal %s as it was written',
    (literal) => {
      const text = `{"value":${literal},"list":[${literal}]}`;
      expect(stringifyLossless(parseLossless(text))).toBe(text);
    },
  );

  it('leaves a number plain when its literal would not change', () => {
    expect(parseLossless('[1, 36.8, 1.10]')).toSatisfy(
      (value: unknown[]) => value[0] === 1 && value[1] === 36.8 && isRawNumber(value[2]),
    );
  });

  it('tells the digits of plain and of kept numbers', () => {
    expect([numberLiteral(36.8), numberLiteral(decimal('1.10')), numberLiteral('1.10')]).toEqual([
      '36.8',
      '1.10',
      undefined,
    ]);
  });

  it('refuses a decimal that is no number literal', () => {
    expect(() => decimal('1,10')).toThrow(SyntaxError);
  });

  it('reads what JSON.parse reads, value for value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(JSON.stringify(parseLossless(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('reads a stored text as any other, whatever its numbers and whatever looks like one', () => {
    const literals = fc.constantFrom(
      ...['1.10', '1e2', '1E+2', '-0', '-0.0', '0', '0.0', '36.80', '-7.5', '100', '1000000', '120.5'],
      ...['0.0000001', '0.000012', '12345678901234567890', '999999999999999', '0.1234567890123456'],
      ...[
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer(),
        fc.integer().map((n) => n / 100),
      ].flatMap((numbers) => fc.sample(numbers, 200).map((n) => String(n))),
    );
    const texts = fc.constantFrom('"T10:00:00.000Z"', '"x\\":1.10"', '"[1.0"', '", 1.0, "', '"a"');
    const space = fc.constantFrom('', '', ' ', '\n  ');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        literals,
        texts,
        fc
          .tuple(space, fc.array(tie('value')))
          .map(([gap, items]) => `[${gap}${items.join(`${gap},${gap}`)}]`),
        fc
          .tuple(space, space, fc.array(tie('value')))
          .map(
            ([gap, more, items]) =>
              `{${items.map((one, at) => `"n${at}"${gap}:${more}${one}`).join(`,${gap}`)}${more}}`,
          ),
      ),
    }));
    fc.assert(
      fc.property(value, (text) => {
        // a version is an object
        const version = `{"value":${text as string}}`;
        expect(parseStored(version)).toEqual(parseLossless(version));
        expect(stringifyLossless(parseStored(version))).toBe(stringifyLossless(parseLossless(version)));
      }),
      { numRuns: 5000 },
    );
  });

  it('refuses exactly the texts that JSON.parse refuses, doubled names and depth aside', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '.5',
      '-',
      'true',
      'nul',
      ' ',
      '\n',
      '\u0001',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (words) => {
        const text = words.join('');
        const isRead = (read: (text: string) => unknown) => {
          try {
            read(text);
            return true;
          } catch (error) {
            return error instanceof JsonTextError && error.problem === 'duplicate';
          }
        };
        expect(isRead(parseLossless)).toBe(isRead(JSON.parse));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a name that stands twice in one object, and says which and where', () => {
    const fault = faultOf('{\n  "id": "1",\n  "gender": "male",\n  "gender": "female"\n}');
    expect(fault).toMatchObject({ problem: 'duplicate', memberName: 'gender', line: 4, column: 3 });
  });

  it('takes a name that only an inner object repeats', () => {
    expect(parseLossless('{"id":"1","meta":{"id":"2"}}')).toEqual({ id: '1', meta: { id: '2' } });
  });

  it('takes __proto__ as the name of a member', () => {
    expect(stringifyLossless(parseLossless('{"__proto__":{"admin":true}}'))).toBe(
      '{"__proto__":{"admin":true}}',
    );
  });

  it('refuses comments', () => {
    expect(faultOf('{"a":1 // one\n}')).toMatchObject({ problem: 'syntax', line: 1, column: 8 });
    expect(faultOf('/* x */ {}').problem).toBe('syntax');
  });

  it('says where a text breaks off', () => {
    expect(faultOf('{"a": [1,').problem).toBe('end');
    expect(faultOf('')).toMatchObject({ problem: 'end', line: 1, column: 1 });
  });

  it.each(['[', '{"a":'])('refuses %s ten thousand levels deep without a crash', (opening) => {
    expect(faultOf(opening.repeat(10_000)).problem).toBe('depth');
  });

  it('lets 64 levels in and no 65th', () => {
    expect(() => parseLossless('['.repeat(64) + ']'.repeat(64))).not.toThrow();
    expect(faultOf('['.repeat(65) + ']'.repeat(65)).problem).toBe('depth');
  });

  it('shows nothing of the text in the message', () => {
    expect(faultOf('{"name":"Siti" x').message).not.toContain('Siti');
  });

  it('explains a fault in both languages', () => {
    const fault = faultOf('{"id":1,"id":2}');
    expect(fault.toIssue('en').details).toContain('"id" stands twice');
    expect(fault.toIssue('id').details).toContain('"id" muncul dua kali');
  });
});

describe('id and meta', () => {
  const stamp = { id: 'p1', versionId: '3', lastUpdated: '2026-03-10T02:00:00Z' };

  it('takes the place of what the sender wrote and keeps the rest of meta, in order', () => {
    const sent = parseLossless(
      '{"resourceType":"Patient","meta":{"tag":[{"code":"x"}],"versionId":"9","profile":["http://x/p"]},"active":true,"id":"mine"}',
    );
    expect(stringifyLossless(withIdAndMeta(sent as object, stamp))).toBe(
      '{"resourceType":"Patient","meta":{"tag":[{"code":"x"}],"versionId":"3","profile":["http://x/p"],' +
        '"lastUpdated":"2026-03-10T02:00:00Z"},"active":true,"id":"p1"}',
    );
  });

  it('stands after resourceType where the sender wrote none', () => {
    const sent = parseLossless('{"active":true,"resourceType":"Patient","birthDate":"1990"}') as object;
    expect(stringifyLossless(withIdAndMeta(sent, stamp))).toBe(
      '{"active":true,"resourceType":"Patient","id":"p1","meta":{"versionId":"3","lastUpdated":"2026-03-10T02:00:00Z"},' +
        '"birthDate":"1990"}',
    );
  });

  it('leaves the resource that was given as it is, and every digit in it', () => {
    const sent = parseLossless('{"resourceType":"Observation","valueQuantity":{"value":1.10}}') as object;
    expect(stringifyLossless(withIdAndMeta(sent, stamp))).toContain('"value":1.10');
    expect(stringifyLossless(sent)).toBe('{"resourceType":"Observation","valueQuantity":{"value":1.10}}');
  });
});
