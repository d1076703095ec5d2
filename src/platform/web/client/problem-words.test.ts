import { expect, test } from 'vitest';
import { m } from '#messages';
import { ProblemError } from './call.ts';
import { mayTryAgain, problemWords } from './problem-words.ts';

test('says that the disk is full in the language of the screen, and lets the same act be tried again', () => {
  const problem = new ProblemError({ code: 'platform.diskFull', status: 503, detail: 'words of the server' });
  expect(problemWords(problem)).toBe(m.web_problem_diskFull());
  expect(mayTryAgain(problem)).toBe(true);
});

test('takes no words from a 503 of something that stands before the server', () => {
  const problem = new ProblemError({ code: 'unknown', status: 503, detail: 'nginx' });
  expect(problemWords(problem)).toBe(m.web_problem_unavailable());
});
