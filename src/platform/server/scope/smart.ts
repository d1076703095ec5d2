/**
 * Whether a text is a scope that we can grant: `system/<Type or *>.<letters of cruds, in that order>` (SMART App
 * Launch 2.0, "Scopes for requesting FHIR resources"). `patient/` and `user/` need a person who launches, and a query
 * part narrows more than this server can hold to: neither is accepted rather than granted too widely.
 */
export function isSmartScope(scope: string): boolean {
  return parse(scope) !== undefined;
}

/**
 * Whether a client's scopes together cover what it wants of a resource type.
 * @param letters one or more of `c` create, `r` read, `u` update, `d` delete, `s` search; all are needed
 */
export function smartAllows(scopes: readonly string[], type: string, letters: string): boolean {
  const granted = scopes
    .map(parse)
    .filter((scope) => scope !== undefined && (scope.type === '*' || scope.type === type))
    .map((scope) => scope?.may)
    .join('');
  return letters !== '' && [...letters].every((letter) => granted.includes(letter));
}

function parse(scope: string): { type: string; may: string } | undefined {
  const [, type, may] = /^system\/(\*|[A-Z][A-Za-z]+)\.(c?r?u?d?s?)$/.exec(scope) ?? [];
  return type && may ? { type, may } : undefined;
}
