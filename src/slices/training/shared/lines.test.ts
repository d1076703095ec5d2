import { describe, expect, it } from 'vitest';
import { educations } from '../contract-careers.ts';
import { courseLines, coursesOf, requirementLines, requirementsOf, topicLines, topicsOf } from './lines.ts';
import { startingLists } from './starting-lists.ts';

describe.each(['US', 'ID'])('the lists of %s', (country) => {
  const { templates, programmes, rungs } = startingLists(country);

  it('are the same after a way through lines of text', () => {
    for (const { topics } of templates)
      expect(topicsOf(topicLines(topics))).toEqual({ ok: true, list: topics });
    for (const { courses } of programmes)
      expect(coursesOf(courseLines(courses))).toEqual({ ok: true, list: courses });
    for (const { requirements } of rungs)
      expect(requirementsOf(requirementLines(requirements), educations)).toEqual({
        ok: true,
        list: requirements,
      });
  });
});

it.each([
  ['a topic without its Indonesian evidence', topicsOf, '\n1 | a | A | A | Seen', 2],
  ['a week that is no number', topicsOf, 'x | a | A | A | Seen | Dilihat', 1],
  ['a course of an area that there is not', coursesOf, 'a | A 1 | A | A | 3 | 45 | dental', 1],
  ['months that are none', (text: string) => requirementsOf(text, educations), 'experience | 0', 1],
  [
    'a schooling that nobody knows',
    (text: string) => requirementsOf(text, educations),
    'education | magic',
    1,
  ],
])('%s is told by its line', (_, read, text, badLine) => {
  expect(read(text)).toEqual({ ok: false, badLine });
});
