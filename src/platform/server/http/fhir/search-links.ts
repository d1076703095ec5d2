/**
 * Addresses of a page and of the next one, with what was used and nothing else: a client sees by `self` which of its
 * parameters counted.
 * @param ignored names that were not known here
 * @param next the place where the next page begins, sealed
 */
export function linksOf(
  place: string,
  given: URLSearchParams,
  ignored: readonly string[],
  next: string | undefined,
): { self: string; next: string | undefined } {
  const used = [...given].filter(([name]) => !ignored.includes(name));
  const forward = used.filter(([name]) => name !== '_cursor');
  return {
    self: addressOf(place, used),
    next: next === undefined ? undefined : addressOf(place, [...forward, ['_cursor', next]]),
  };
}

function addressOf(place: string, parameters: readonly (readonly [string, string])[]): string {
  const query = new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString();
  // colons, commas and bars are how FHIR writes its searches, and are let stand in a query
  return query === ''
    ? place
    : `${place}?${query.replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%7C/g, '|').replace(/%2F/g, '/')}`;
}
