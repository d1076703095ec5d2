import { testPassword } from '../http.ts';
import { call } from './call.ts';
import type { Caller } from './callers.ts';
import { signedIn, staffIdOf } from './factors.ts';
import type { Ground } from './verb-matrix.ts';

const pin = '739146';

/** Who signs proves it by her own PIN, at a session of hers, and after five wrong ones by her password alone. */
export async function tryProofs(ground: Ground): Promise<void> {
  const [nurse, clerk] = [await signedIn(ground, 'nurse'), await signedIn(ground, 'frontDesk')];
  const refused = (body: object, code: string, as: Caller = nurse) =>
    call(ground, 'identity.proveSelf', body, '', `identity.${code}`, as);
  // none is set yet; a password is typed at her own screen only; a token of a program is no screen
  await refused({ pin }, 'pinNotOpen');
  await refused({ password: testPassword, staffId: await staffIdOf(ground, clerk) }, 'pinNotOpen');
  const program = ground.callers.find(({ name }) => name === 'nurse');
  await refused({ pin }, 'pinNotOpen', program);
  const set = { password: testPassword, pin };
  await call(ground, 'identity.setPin', set, '', undefined, nurse);
  // a new PIN ends the session that it was set in
  const again = await signedIn(ground, 'nurse');
  await call(ground, 'identity.proveSelf', { pin }, 'proof', undefined, again);
  for (let tries = 0; tries < 4; tries += 1) await refused({ pin: '1112' }, 'pinNotRight', again);
  await refused({ pin: '1112' }, 'pinNotOpen', again);
  await refused({ pin }, 'pinNotOpen', again);
}
