import { messageIdOf, type Mailer, type MailMessage } from '../../src/connections/delivery/mail';
import { hostileAddresses } from '../support/hostileAddresses';

/** A mail as it arrived, once for each who got it. */
export interface Arrived {
  readonly to: string;
  readonly fromAddress: string;
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly reference: string;
  /** Names of headers, in lower case, as often as they stand there. */
  readonly headerNames: readonly string[];
}

export interface MailBench {
  readonly mailer: Mailer;
  /** Everything of this bench, once the mail with this reference is there. */
  arrived(reference: string): Promise<Arrived[]>;
  /** Told apart from those of other benches. */
  newReference(): string;
  /** Whether the way shows a name beside the sender's address. */
  readonly showsName: boolean;
}

/** What every way of sending mail does. */
export function mailerContract(make: () => Promise<MailBench>): void {
  async function bench() {
    const made = await make();
    const mail = (change: Partial<MailMessage> = {}): MailMessage => ({
      to: 'desk@bench.test',
      fromName: 'MFA help',
      subject: 'A subject',
      text: 'A text',
      messageId: made.newReference(),
      ...change,
    });
    const delivered = async (change: Partial<MailMessage>) => {
      const message = mail(change);
      expect(await made.mailer.send(message)).toBe('sent');
      return made.arrived(message.messageId);
    };
    return { ...made, mail, delivered };
  }

  it('hands one mail to one person', async () => {
    const { delivered, mailer } = await bench();
    const messageId = messageIdOf(`code.${Math.random()}`, mailer.from);
    const all = await delivered({ to: 'avery.doe+mfa@bench.test', messageId });
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      to: 'avery.doe+mfa@bench.test',
      fromAddress: mailer.from,
      subject: 'A subject',
      reference: messageId,
    });
    expect(all[0]?.text.trimEnd()).toBe('A text');
  });

  it.each([
    ['dots at the start of lines', '.\n..\n.a\nthe end\n.\n'],
    ['an end of mail in it', 'before\r\n.\r\nMAIL FROM:<evil@evil.test>\r\nafter'],
    ['every alphabet', 'Größe, naïveté, 多要素認証, שלום, 🔑'],
    ['a line as long as a page', 'long '.repeat(1_000).trim()],
    ['what looks like headers', 'Bcc: evil@evil.test\n\nContent-Type: text/html\n\n<b>'],
  ])('keeps a text with %s as it is', async (_what, text) => {
    const { delivered } = await bench();
    const all = await delivered({ text });
    const lines = (t: string | undefined) => t?.replace(/\r\n/g, '\n').trimEnd();
    expect(all.map((m) => lines(m.text))).toEqual([lines(text)]);
  });

  it('sends a page beside the text', async () => {
    const { delivered } = await bench();
    const [mail] = await delivered({ html: '<p>Größe</p>' });
    expect(mail?.html.trimEnd()).toBe('<p>Größe</p>');
  });

  it.each([
    ['Ticket 7\r\nBcc: evil@evil.test', 'Ticket 7 Bcc: evil@evil.test'],
    ['Ticket 7\nX-Evil: yes\n\nbody', 'Ticket 7 X-Evil: yes body'],
    ['Ticket\u0000 7\u2028for \u202egnp.exe', 'Ticket 7 for gnp.exe'],
    ['Fermé : 多要素認証 🔑 accès', 'Fermé : 多要素認証 🔑 accès'],
  ])('keeps the subject %j on one line', async (subject, line) => {
    const { delivered } = await bench();
    const all = await delivered({ subject });
    expect(all.map((m) => m.subject.replace(/ +/g, ' '))).toEqual([line]);
    expect(all[0]?.headerNames).not.toContain('bcc');
    expect(all[0]?.headerNames).not.toContain('x-evil');
  });

  it.each([
    'Help\r\nBcc: evil@evil.test',
    'Help" <evil@evil.test>, "x',
    'evil@evil.test, Help',
    'Hilfe für Zoë',
  ])('sends from one address whatever the name %j', async (fromName) => {
    const { delivered, mailer, showsName } = await bench();
    const all = await delivered({ fromName });
    expect(all.map((m) => m.fromAddress)).toEqual([mailer.from]);
    expect(all.map((m) => m.to)).toEqual(['desk@bench.test']);
    expect(all[0]?.headerNames).not.toContain('bcc');
    if (showsName) expect(all[0]?.fromName).toBe(fromName.replace('\r\n', ' '));
  });

  it('takes nothing for an address that is not exactly one', async () => {
    const { delivered, mailer, mail } = await bench();
    for (const to of hostileAddresses)
      expect([to, await mailer.send(mail({ to }))]).toEqual([to, 'failed-for-good']);
    for (const replyTo of hostileAddresses)
      expect([replyTo, await mailer.send(mail({ replyTo }))]).toEqual([replyTo, 'failed-for-good']);
    expect((await delivered({ subject: 'the only one' })).map((m) => m.subject)).toEqual([
      'the only one',
    ]);
  });

  it.each(['', 'a@b', '<a@b>\r\nBcc: <evil@evil.test>', '<a b@c>', '<>', '<a@b> <c@d>', '<a@b@c>'])(
    'takes nothing with the id %j',
    async (id) => {
      const { mailer, mail, delivered } = await bench();
      expect(await mailer.send(mail({ messageId: id }))).toBe('failed-for-good');
      expect(await mailer.send(mail({ references: [id] }))).toBe('failed-for-good');
      expect(await delivered({})).toHaveLength(1);
    },
  );
}
