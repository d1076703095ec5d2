import type { Criterion, SearchQuery } from '#platform/server/record/query.ts';
import type { Wishes } from './parse-wishes.ts';
import { refusePart } from './search-words.ts';

/** The audit trail is no part of the record and is searched by patient, date and id alone, newest first. */
export function asTrail(query: SearchQuery, wishes: Wishes): SearchQuery {
  if (wishes.countOnly || wishes.subset || wishes.total) refusePart('_summary');
  if (wishes.includes.length + wishes.revIncludes.length > 0) refusePart('_include');
  if (query.page?.after) refusePart('_cursor');
  const [key, ...more] = query.page?.sort ?? [];
  if (more.length > 0 || (key && !(key.param === 'date' && key.isDescending))) refusePart('_sort');
  const limit = query.limit ?? 100;
  return { where: (query.where ?? []).map(asTrailCriterion), limit };
}

function asTrailCriterion(one: Criterion): Criterion {
  if ('id' in one) return one;
  if (!('tests' in one) || one.isNot) return refusePart(one.param);
  const { param, tests } = one;
  const references = tests.flatMap((test) => (test.on === 'reference' ? [`Patient/${test.targetId}`] : []));
  if (references.length === tests.length) return { param, reference: references };
  const [test, ...more] = tests;
  if (test?.on !== 'date' || more.length > 0) return refusePart(param);
  switch (test.prefix) {
    case 'eq':
      return { param, from: test.lo, to: test.hi };
    case 'ge':
      return { param, from: test.lo };
    case 'gt':
    case 'sa':
      return { param, from: test.hi };
    case 'le':
      return { param, to: test.hi };
    case 'lt':
    case 'eb':
      return { param, to: test.lo };
    default:
      return refusePart(param, 'searchValue');
  }
}
