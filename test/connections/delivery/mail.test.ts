import { mailerContract, type MailBench } from '../../contracts/mailer';
import { graphBench, inProcessBench, realServerBench } from '../../support/mailBenches';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function closedAfter(made: Promise<{ bench: MailBench; close: () => Promise<void> }>) {
  const { bench, close } = await made;
  open.push(close);
  return bench;
}

describe('mail by SMTP, encrypted, to a server in this process', () => {
  mailerContract(() => closedAfter(inProcessBench()));
});

describe('mail through Graph', () => {
  mailerContract(() => closedAfter(graphBench()));
});

const { TEST_SMTP_URL: url, TEST_MAILDIR: maildir, TEST_SMTP_CA: ca } = process.env;

if (url && maildir) {
  describe('mail by SMTP to the server of TEST_SMTP_URL', () => {
    mailerContract(() => Promise.resolve(realServerBench(url, maildir, ca)));

    it('is refused for good, or for now, as the server says', async () => {
      const { mailer, newReference } = realServerBench(url, maildir, ca);
      const to = (address: string) =>
        mailer.send({ to: address, subject: 's', text: 't', messageId: newReference() });
      expect(await to('canary@refused.test')).toBe('failed-for-good');
      await expect(to('canary@busy.test')).rejects.toMatchObject({
        sent: 'no',
        message: expect.not.stringContaining('canary') as string,
      });
    });
  });
} else {
  describe('Mail to a real server: skipped, because TEST_SMTP_URL and TEST_MAILDIR name none', () => {
    it.skip('arrives as it does in this process', () => {});
  });
}
