import { identity } from '#platform/shared/identity-contract.ts';
import type { ServerSlice, Verb } from '../slice.ts';
import { endOtherSessions, endSession, readAccount } from './account.ts';
import { changeRoles } from './change-roles.ts';
import { disableStaff, enableStaff } from './disable-staff.ts';
import { drafts, dropDraft, keepDraft } from './drafts.ts';
import { enterCode } from './enter-code.ts';
import { inviteStaff } from './invite-staff.ts';
import { issueResetLink } from './issue-reset-link.ts';
import { readLink, resetPassword, takeInvitation } from './links.ts';
import { listStaff } from './list-staff.ts';
import { lock } from './lock.ts';
import type { IdentityOpenVerb } from './open-verb.ts';
import { addPasskey, beginPasskey, removePasskey } from './own-passkeys.ts';
import { changePassword, setPin } from './own-secrets.ts';
import {
  beginEnrolment,
  beginTotp,
  confirmEnrolment,
  confirmTotp,
  makeRecoveryCodes,
  removeTotp,
} from './own-totp.ts';
import { beginPasskeySignIn, enterPasskey } from './passkeys.ts';
import { people } from './people.ts';
import { factorReset, resetFactor } from './reset-factor.ts';
import { setLanguage } from './set-language.ts';
import { signIn } from './sign-in.ts';
import { proveSelf } from './prove-self.ts';
import { readSignInRules, saveSignInRules } from './sign-in-rules.ts';
import { signOut } from './sign-out.ts';
import { switchPerson } from './switch-person.ts';
import { unlock } from './unlock.ts';
import { whoAmI } from './who-am-i.ts';

type Names = keyof typeof identity.verbs;

/** Run with an `OpenContext`, before sign-in and outside of a transaction; never stored under an idempotency key. */
export const openVerbs = {
  signIn,
  enterCode,
  beginPasskeySignIn,
  enterPasskey,
  signOut,
  whoAmI,
  unlock,
  switchPerson,
  proveSelf,
  setPin,
  changePassword,
  beginTotp,
  beginEnrolment,
  confirmEnrolment,
  confirmTotp,
  removeTotp,
  makeRecoveryCodes,
  beginPasskey,
  addPasskey,
  removePasskey,
  readAccount,
  readLink,
  takeInvitation,
  resetPassword,
  people,
} satisfies { [N in Names]?: IdentityOpenVerb<N> };

const verbs = {
  lock,
  setLanguage,
  endSession,
  endOtherSessions,
  keepDraft,
  drafts,
  dropDraft,
  listStaff,
  inviteStaff,
  disableStaff,
  enableStaff,
  issueResetLink,
  resetFactor,
  readSignInRules,
  saveSignInRules,
  changeRoles,
} satisfies { [N in Exclude<Names, keyof typeof openVerbs>]: Verb<typeof identity, N> };

/** Who works here, as a slice of the platform. */
export const identitySlice: ServerSlice = {
  contract: identity,
  verbs,
  openVerbs,
  taskKinds: [factorReset],
};
