import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type JsonObject, parseLossless, stringifyLossless } from './json-text.ts';
import { JsonTextError } from './json-text-error.ts';
import { indexRows } from './search-index.ts';
import { validateResource } from './validate.ts';

/** Resources of third parties, which lie beside the project and not in it. */
const folder = join(process.env.SERAMBI_TEST_DATA ?? '../shared/data', 'fhir');
const isThere = existsSync(folder);
if (!isThere) process.stderr.write(`No FHIR examples at ${folder}; set SERAMBI_TEST_DATA to check them.\n`);

const jsonFiles = (path: string) =>
  isThere ? readdirSync(path).filter((name) => name.endsWith('.json')) : [];
const textOf = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

function errorsOf(resource: unknown): string[] {
  return validateResource(resource)
    .filter((issue) => issue.severity === 'error')
    .map((issue) => issue.details);
}

/** The text without the blanks between its tokens: what must come back letter by letter. */
function compact(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, quoted: string | undefined) =>
    quoted === undefined ? '' : JSON.stringify(JSON.parse(quoted)),
  );
}

describe('the official R4 examples', () => {
  it.runIf(isThere)('are all valid, come back letter by letter, and can be indexed', () => {
    const names = jsonFiles(join(folder, 'r4-examples'));
    expect(names).toHaveLength(79);
    for (const name of names) {
      const text = textOf('r4-examples', name);
      const resource = parseLossless(text) as JsonObject;
      expect(errorsOf(resource), name).toEqual([]);
      expect(stringifyLossless(resource), name).toBe(compact(text));
      expect(() => indexRows(resource, 'Asia/Jakarta'), name).not.toThrow();
    }
  });
});

interface Case {
  name: string;
  file: string;
}

describe('the test cases of the validator of HL7', () => {
  const cases = isThere
    ? (JSON.parse(textOf('invalid', 'cases.json')) as { must_reject: Case[]; should_accept: Case[] })
    : { must_reject: [], should_accept: [] };

  it.runIf(isThere)('are refused where they must be', () => {
    for (const { file } of cases.must_reject) {
      const refusals = () => {
        try {
          return errorsOf(parseLossless(textOf('invalid', file)));
        } catch (error) {
          if (error instanceof JsonTextError) return [error.toIssue().details];
          throw error;
        }
      };
      expect(refusals(), file).not.toEqual([]);
    }
  });

  it.runIf(isThere)('are accepted where they should be', () => {
    for (const { file } of cases.should_accept) {
      expect(errorsOf(parseLossless(textOf('invalid', file))), file).toEqual([]);
    }
  });
});

describe('the records of three synthetic patients', () => {
  it.runIf(isThere)('are valid as a whole and entry by entry', () => {
    const names = jsonFiles(folder);
    expect(names).toHaveLength(3);
    for (const name of names) {
      const bundle = parseLossless(textOf(name)) as JsonObject & { entry: { resource: JsonObject }[] };
      expect(errorsOf(bundle), name).toEqual([]);
      for (const { resource } of bundle.entry) {
        expect(errorsOf(resource)).toEqual([]);
        expect(() => indexRows(resource, 'America/New_York')).not.toThrow();
      }
    }
  });
});
