import type { Caller } from './callers.ts';
import { type Answer, knock } from './knock.ts';
import type { Ground } from './verb-matrix.ts';

/** A call past HTTP that must be refused. @param code as `slice.code` */
export async function mustRefuse({ world, findings }: Ground, asked: Promise<unknown>, code: string) {
  const got = (await world.clinic.refused(asked)).code;
  if (got !== code) findings.fault(`${got}, not ${code}`);
}

/**
 * One call of a verb to the first who may.
 * @param found what must stand in the answer
 * @param code the refusal that is due in place of an answer, as `slice.code`
 * @param as somebody else than the first who may
 */
export async function call(
  { url, world, callers, findings }: Ground,
  route: string,
  body: object,
  found: string,
  code?: string,
  as?: Caller,
): Promise<Answer> {
  const [slice = '', name = ''] = route.split('.');
  const action = world.clinic.platform.registry.verb(slice, name)?.contract.action ?? '';
  const caller: Caller | undefined = as ?? callers.find((one) => one.kind === 'staff' && one.holds(action));
  if (!caller) throw new Error(`nobody may ${route}`);
  const answer = await knock(url, caller, { method: 'POST', path: `/api/${slice}/${name}`, body });
  const right = code ? answer.code === code : answer.status === 200 && answer.text.includes(found);
  const expected = code ?? `200 with ${found}`;
  findings.judge(
    `${route} × ${caller.name} × ${JSON.stringify(body)}`,
    right ? undefined : `expected ${expected}`,
    answer,
  );
  return answer;
}
