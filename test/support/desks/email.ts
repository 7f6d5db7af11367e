import { emailDesk, type DeskMail } from '../../../src/connections/serviceDesk/email';
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
