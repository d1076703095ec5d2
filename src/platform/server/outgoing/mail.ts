import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Outcome, patienceMs } from './outcome.ts';

/** A clinic's own mail server. `starttls` refuses to go on in clear; `none` is for a server on this machine. */
export interface MailServer {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user?: string | undefined;
  password?: string | undefined;
  /** Address and name that the message comes from. */
  from: { name: string; address: string };
}

export interface Mail {
  /** Stands for ever as `Message-ID`, so that a reader who got it twice all the same shows it once. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** An invitation, shown by mail programs as one, or times to take in (RFC 6047). */
  calendar?: { method: 'PUBLISH' | 'REQUEST' | 'CANCEL'; text: string; fileName: string } | undefined;
}

/**
 * Hands one message to an SMTP server (RFC 5321). Never throws for what the server or the network does.
 * @param waitMs for a connection, a greeting, and each answer
 */
export async function sendMail(server: MailServer, mail: Mail, waitMs = patienceMs): Promise<Outcome> {
  const bytes = await compose(server, mail);
  // the server can take a message for its own only once the last byte is on its way
  let whole = false;
  const body = Readable.from(
    (async function* () {
      yield bytes;
      whole = true;
    })(),
  );
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    dnsTimeout: waitMs,
    logger: false,
  });
  try {
    return await deliver(connection, server, mail, body);
  } catch (error) {
    return outcomeOf(error as SmtpError, whole);
  } finally {
    connection.close();
  }
}

interface SmtpError extends Error {
  code?: string;
  /** What the system called it before the client gave it a name of its own. */
  originalCode?: string;
  command?: string;
  responseCode?: number;
}

function deliver(
  connection: SMTPConnection,
  server: MailServer,
  mail: Mail,
  body: Readable,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    connection.on('error', reject);
    const send = () =>
      connection.send({ from: server.from.address, to: [mail.to] }, body, (error, info) => {
        if (error) return reject(error);
        connection.quit();
        const reference = info?.serverMessageId;
        resolve({ kind: 'accepted', ...(reference && { reference }) });
      });
    connection.connect((problem) => {
      if (problem) return reject(problem);
      if (!server.user) return send();
      const credentials = { user: server.user, pass: server.password ?? '' };
      connection.login({ credentials }, (error) => (error ? reject(error) : send()));
    });
  });
}

function outcomeOf(error: SmtpError, whole: boolean): Outcome {
  const { code, responseCode, command = '' } = error;
  const detail = responseCode ? { detail: String(responseCode) } : {};
  // a clear answer is one, also after the last byte
  if (responseCode && responseCode >= 400 && responseCode < 500)
    return { kind: 'later', code: 'busy', ...detail };
  if (code === 'EAUTH') return { kind: 'refused', code: 'signIn', ...detail };
  if (responseCode && responseCode >= 500)
    return { kind: 'refused', code: command === 'RCPT TO' ? 'noSuchAddress' : 'notAccepted', ...detail };
  if (whole) return { kind: 'unclear', code: 'brokeOff' };
  if (code === 'ETLS' || /CERT|ALTNAME/.test(error.originalCode ?? ''))
    return { kind: 'refused', code: 'noEncryption' };
  if (code === 'EENVELOPE') return { kind: 'refused', code: 'noSuchAddress' };
  if (code === 'ETIMEDOUT') return { kind: 'later', code: 'tooSlow' };
  return { kind: 'later', code: 'unreachable' };
}

async function compose(server: MailServer, mail: Mail): Promise<Buffer> {
  const { calendar } = mail;
  const composer = new MailComposer({
    messageId: `<${mail.id}@${domainOf(server.from.address)}>`,
    from: server.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(calendar && {
      icalEvent: { method: calendar.method, content: calendar.text, filename: calendar.fileName },
    }),
  });
  return composer.compile().build();
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1) || 'localhost';
}
