import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';

type Answer = Record<string, never>;

/** Asks the browser for a passkey. Undefined when the person closed its window, or waited too long. */
export async function askForPasskey(options: unknown): Promise<Answer | undefined> {
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON;
  return unlessClosed(startAuthentication({ optionsJSON }));
}

/** Has the browser make a passkey. */
export async function makePasskey(options: unknown): Promise<Answer | undefined> {
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON;
  return unlessClosed(startRegistration({ optionsJSON }));
}

async function unlessClosed(asked: Promise<unknown>): Promise<Answer | undefined> {
  try {
    // plain JSON for the wire
    return JSON.parse(JSON.stringify(await asked)) as Answer;
  } catch (error) {
    if (error instanceof WebAuthnError || (error instanceof Error && error.name === 'NotAllowedError'))
      return undefined;
    throw error;
  }
}
