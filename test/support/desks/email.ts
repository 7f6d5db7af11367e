import { emailDesk, type DeskMail } from '../../../src/connections/serviceDesk/email';
import type { MailBench } from '../../contracts/mailer';
import { newFaults, type DeskBench } from './bench';

export const deskAddress = 'desk@desk.example';

/** A desk's mailbox: each mail that is no answer is a ticket, whatever its Message-ID. */
export function emailBench(): DeskBench & { readonly mails: readonly DeskMail[] } {
  const mails: DeskMail[] = [];
  const faults = newFaults();
  const desk = emailDesk({ name: 'Mail', to: deskAddress, domain: 'bot.example' }, (mail) =>
    faults.around(() => {
      mails.push(mail);
      return Promise.resolve('sent' as const);
    }),
  );
  return {
    desk,
    faults,
    mails,
    clock: { now: Date.UTC(2026, 10, 23, 9) },
    secret: '',
    stored: (id) =>
      Promise.resolve(
        mails
          .filter((m) => m.messageId === `<${id}@bot.example>`)
          .map(({ subject, text, messageId }) => ({
            subject,
            text,
            notes: mails.filter((m) => m.references.includes(messageId)).map((m) => m.text),
          })),
      ),
    violations: () => [],
  };
}

/** A desk's mailbox behind a real mail server. */
export function deliveredBench(server: MailBench): DeskBench {
  const faults = newFaults();
  const sent: string[] = [];
  const settings = { name: 'Mail', to: deskAddress, domain: 'bench.test' };
  const desk = emailDesk(settings, (mail) =>
    faults.around(() => {
      sent.push(mail.messageId);
      return server.mailer.send(mail);
    }),
  );
  /** What arrived under an id, once all that was handed over did. */
  const arrived = async (messageId: string) => {
    const expected = sent.filter((id) => id === messageId).length;
    for (let tries = 0; tries < 100; tries += 1) {
      const mails = (await server.arrived(messageId)).filter((m) => m.reference === messageId);
      if (mails.length >= expected) return mails;
      await new Promise((again) => setTimeout(again, 50));
    }
    throw new Error('a mail did not reach the mailbox within five seconds');
  };
  return {
    desk,
    faults,
    clock: { now: Date.now() },
    secret: '',
    stored: async (id) => {
      const notes = [...new Set(sent.filter((s) => s.startsWith(`<${id}-`)))];
      const texts = (await Promise.all(notes.map(arrived)))
        .flat()
        .map((m) => withoutLastLine(m.text));
      const tickets = await arrived(`<${id}@bench.test>`);
      return tickets.map(({ subject, text }) => ({
        subject,
        text: withoutLastLine(text),
        notes: texts,
      }));
    },
    violations: () => [],
  };
}

/** A mail ends with the end of a line, whatever was written. */
function withoutLastLine(text: string): string {
  return text.replace(/\n$/, '');
}
