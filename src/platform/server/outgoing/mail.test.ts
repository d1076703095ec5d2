import { afterEach, describe, expect, it } from 'vitest';
import { openMailBox, openRoughServer } from '#testing/mail-server.ts';
import { foreignCertificate } from '#testing/tls.ts';
import { type MailServer, sendMail } from './mail.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const opened = async <T extends { close(): Promise<void> }>(server: Promise<T>): Promise<T> => {
  const one = await server;
  open.push(one);
  return one;
};

const from = { name: 'Klinik Melati', address: 'janji@melati.test' };
const at = (port: number, more: Partial<MailServer> = {}): MailServer => ({
  ...{ host: '127.0.0.1', port, security: 'none' as const, from },
  ...more,
});
const mail = {
  id: 'message-1',
  to: 'siti@example.test',
  subject: 'Janji temu – Klinik',
  text: 'Besok 09.00 WIB.',
};

describe('a message to a mail server', () => {
  it('arrives with its words, its name for ever and its invitation', async () => {
    const box = await opened(openMailBox());
    const calendar = {
      method: 'REQUEST' as const,
      text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
      fileName: 'a.ics',
    };
    expect(await sendMail(at(box.port), { ...mail, calendar })).toMatchObject({ kind: 'accepted' });
    const [got] = box.received;
    expect(got?.to).toEqual(['siti@example.test']);
    expect(got?.mail.messageId).toBe('<message-1@melati.test>');
    expect(got?.mail.subject).toBe('Janji temu – Klinik');
    expect(got?.mail.text?.trim()).toBe('Besok 09.00 WIB.');
    expect(got?.mail.from).toEqual({ name: 'Klinik Melati', address: 'janji@melati.test' });
    const types = got?.mail.attachments.map((one) => one.mimeType) ?? [];
    expect(types).toContain('text/calendar');
    expect(got?.raw).toMatch(/Auto-Submitted: auto-generated/i);
  });

  it.each([
    ['a recipient that is unknown', 'RCPT', 550, { kind: 'refused', code: 'noSuchAddress', detail: '550' }],
    ['a recipient for whom it is busy', 'RCPT', 451, { kind: 'later', code: 'busy', detail: '451' }],
    ['a message that it will not have', 'DATA', 554, { kind: 'refused', code: 'notAccepted', detail: '554' }],
    ['a message that it cannot take now', 'DATA', 452, { kind: 'later', code: 'busy', detail: '452' }],
  ] as const)('tells %s apart', async (_, at_, code, outcome) => {
    const box = await opened(openMailBox({ refuse: { at: at_, code } }));
    expect(await sendMail(at(box.port), mail)).toEqual(outcome);
    expect(box.received).toEqual([]);
  });

  it('is to be tried again when nobody listens, or nobody greets', async () => {
    const gone = await openMailBox();
    await gone.close();
    expect(await sendMail(at(gone.port), mail)).toEqual({ kind: 'later', code: 'unreachable' });
    const mute = await opened(openRoughServer(() => undefined));
    expect(await sendMail(at(mute.port), mail, 300)).toEqual({ kind: 'later', code: 'tooSlow' });
  });

  it('is unclear, and never tried again, when the line breaks after its last byte', async () => {
    for (const ending of ['hangs up', 'stays silent']) {
      const rough = await opened(
        openRoughServer(
          (line, socket) => {
            if (/^(EHLO|MAIL|RCPT)/.test(line)) socket.write('250 fine\r\n');
            if (line === 'DATA') socket.write('354 go on\r\n');
            if (line === '.' && ending === 'hangs up') socket.destroy();
          },
          (socket) => socket.write('220 here\r\n'),
        ),
      );
      expect(await sendMail(at(rough.port), mail, 500)).toEqual({ kind: 'unclear', code: 'brokeOff' });
    }
  });

  it('is to be tried again when the line breaks before that', async () => {
    const rough = await opened(
      openRoughServer(
        (line, socket) => {
          if (/^(EHLO|MAIL)/.test(line)) socket.write('250 fine\r\n');
          if (/^RCPT/.test(line)) socket.destroy();
        },
        (socket) => socket.write('220 here\r\n'),
      ),
    );
    expect(await sendMail(at(rough.port), mail)).toEqual({ kind: 'later', code: 'unreachable' });
  });

  it('goes nowhere in clear when encryption is asked for, and trusts no stranger', async () => {
    const plain = await opened(openMailBox());
    expect(await sendMail(at(plain.port, { security: 'starttls' }), mail)).toMatchObject({ kind: 'refused' });
    const { certificate: cert, key } = await foreignCertificate('127.0.0.1');
    const strange = await opened(openMailBox({ disabledCommands: ['AUTH'], secure: true, cert, key }));
    const answer = await sendMail(at(strange.port, { security: 'tls' }), mail);
    expect(answer).toEqual({ kind: 'refused', code: 'noEncryption' });
    expect([plain.received, strange.received]).toEqual([[], []]);
  });

  it('signs in, and says when the password is wrong', async () => {
    const box = await opened(
      openMailBox({
        ...{ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, authOptional: false },
        onAuth: (given, _session, done) =>
          given.password === 'right' ? done(null, { user: 'clinic' }) : done(new Error('no')),
      }),
    );
    const signed = (password: string) => sendMail(at(box.port, { user: 'clinic', password }), mail);
    expect(await signed('wrong')).toMatchObject({ kind: 'refused', code: 'signIn' });
    expect(await signed('right')).toMatchObject({ kind: 'accepted' });
    expect(box.received).toHaveLength(1);
  });
});
