import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const pages = ['en', 'id'].map((language) => path.join('docs', language, 'security.md'));
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
/** Rows of promises, without the heads of their tables. */
const promisesOf = (file: string) =>
  textOf(file)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (promise|janji) /.test(line));
const linksIn = (text: string) => [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');

describe('the page of what is promised', () => {
  it.each(pages)('names for each promise a proof that is there: %s', (page) => {
    const promises = promisesOf(page);
    expect(promises.length).toBeGreaterThan(20);
    for (const promise of promises) {
      const proofs = linksIn(promise);
      expect(proofs, promise).not.toEqual([]);
      for (const proof of proofs) {
        expect(proof).toMatch(/\.test\.ts$|^\.\.\/\.\.\/campaigns\/[a-z-]+\.ts$/);
        expect(existsSync(path.join(root, path.dirname(page), proof)), proof).toBe(true);
      }
    }
  });

  it('says the same in both languages', () => {
    const [en = [], id = []] = pages.map((page) => promisesOf(page).map(linksIn));
    expect(id).toEqual(en);
  });

  it('names only campaigns that run with every change', () => {
    const run = textOf('.ci/run');
    const named = promisesOf(pages[0] ?? '').flatMap((promise) =>
      [...promise.matchAll(/campaigns\/([a-z-]+)\.ts/g)].map((match) => match[1]),
    );
    const inLanes = [...run.matchAll(/^lane ([a-z -]+)/gm)].flatMap(([, names = '']) =>
      names.trim().split(' '),
    );
    expect(inLanes).toEqual(expect.arrayContaining([...new Set(named)]));
  });

  it('is where SECURITY.md leads', () => {
    expect(linksIn(textOf('SECURITY.md'))).toEqual(expect.arrayContaining(pages));
  });
});
