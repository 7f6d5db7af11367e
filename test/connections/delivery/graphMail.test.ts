import { graphMailer } from '../../../src/connections/delivery/graphMail';
import { DirectoryRefused, DirectoryUnreachable } from '../../../src/signInMethods/directory';

const message = {
  to: 'canary@bench.test',
  subject: 'canary',
  text: '27182818 is your code',
  messageId: '<code.1@bench.test>',
};

function sending(fault?: Error) {
  const posted: [path: string, body: unknown][] = [];
  const mailer = graphMailer('mfa-help@bench.test', (path, body) => {
    posted.push([path, body]);
    return fault ? Promise.reject(fault) : Promise.resolve();
  });
  return { posted, outcome: () => mailer.send(message) };
}

it('leaves no copy of a code in the mailbox', async () => {
  const { posted, outcome } = sending();
  expect(await outcome()).toBe('sent');
  expect(posted).toEqual([
    [
      '/users/mfa-help%40bench.test/sendMail',
      expect.objectContaining({ saveToSentItems: false }) as unknown,
    ],
  ]);
});

it('will never be sent where Graph does not know the recipient', async () => {
  const { outcome } = sending(new DirectoryRefused(400, 'ErrorInvalidRecipients', 'id'));
  expect(await outcome()).toBe('failed-for-good');
});

it.each([
  [new DirectoryRefused(403, 'ErrorAccessDenied', 'id'), 'no', 'Graph 403'],
  [new DirectoryUnreachable(new Error('canary 27182818')), 'maybe', 'Graph not reached'],
])('is tried again after %s', async (fault, sent, reason) => {
  const { outcome } = sending(fault);
  const error = await outcome().catch((thrown: unknown) => thrown as Error);
  expect(error).toMatchObject({ name: 'Undelivered', sent, reason });
  const { message: sentence, stack, cause } = error as Error;
  const seen = JSON.stringify([error, sentence, stack, String(cause)]);
  for (const secret of ['canary', '27182818']) expect(seen).not.toContain(secret);
});

it('hides no fault of the program', async () => {
  await expect(sending(new TypeError('a mistake')).outcome()).rejects.toThrow(TypeError);
});
