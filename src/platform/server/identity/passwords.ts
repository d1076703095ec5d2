import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane. */
const forPassword = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Cheaper, because a switch of person must be felt as instant. A PIN has too few values for any cost to protect it
 * by itself; what does is that it works only with a session at its device and five tries.
 */
const forPin = { memoryCost: 4_096, timeCost: 3, parallelism: 1 };

/** Fits no password: for logins that nobody has, at the same cost as a true one. */
const nobody = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Argon2id in PHC form, about 20 ms. NFKC first (NIST SP 800-63B): the same characters typed on another keyboard. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), forPassword);
}

/** @param passwordHash null where nobody has the login or no password was set yet: the same work, and false */
export function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  return verify(passwordHash ?? nobody, password.normalize('NFKC'));
}

export function hashPin(pin: string): Promise<string> {
  return hash(pin, forPin);
}

export function pinFits(pinHash: string, pin: string): Promise<boolean> {
  return verify(pinHash, pin);
}

/** Chosen again and again, and long enough to pass the length; in the two languages of our people. */
const common = [
  '1234567890 0123456789 0987654321 1122334455 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwerty1234 qwerty12345 asdfghjkl1',
  'password12 password123 password1234 passw0rd123 iloveyou12 iloveyou123 welcome123 letmein123 administrator',
  'bismillah1 bismillah12 bismillah123 indonesia1 indonesia123 rahasia123 katasandi1 katasandi123 sayangku123',
  'jakarta123 merdeka1945 alhamdulillah akucintakamu',
].flatMap((line) => line.split(' '));

/**
 * Why a password that is being chosen is too easy to guess, or undefined when it is not. Length is the contract's;
 * no rules on kinds of characters (NIST SP 800-63B, 3.1.1.2).
 * @param about what a guesser tries first: login, name, clinic
 * @returns message key
 */
export function passwordProblem(password: string, about: readonly string[]): string | undefined {
  const folded = password.normalize('NFKC').toLowerCase();
  if (common.includes(folded) || new Set(folded).size < 4 || isRun(folded))
    return 'identity_field_passwordCommon';
  const bare = letters(folded);
  const near = about
    .flatMap((text) => [text, ...text.split(/[\s@.]+/)])
    .map((text) => letters(text.toLowerCase()));
  // her own name with a year behind it is the first guess of everybody who knows her
  const rest = near
    .filter((word) => word.length >= 4)
    .reduce((left, word) => left.replaceAll(word, ''), bare);
  return rest.length < 4 && rest !== bare ? 'identity_field_passwordPersonal' : undefined;
}

/** Why a PIN is too easy, or undefined: one digit only, or digits that follow each other. */
export function pinProblem(pin: string): string | undefined {
  return new Set(pin).size === 1 || isRun(pin) ? 'identity_field_pinEasy' : undefined;
}

/** Each character one above, or one below, the one before: `45678`, `9876`, `abcdef`. */
function isRun(text: string): boolean {
  const steps = [...text]
    .slice(1)
    .map((character, place) => character.charCodeAt(0) - text.charCodeAt(place));
  return steps.length > 0 && (steps.every((step) => step === 1) || steps.every((step) => step === -1));
}

function letters(text: string): string {
  return text.replace(/[^\p{L}]/gu, '');
}
