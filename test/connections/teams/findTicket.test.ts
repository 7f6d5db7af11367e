import { alex, clientOf } from '../../support/client';
import { startDesk, type Desk } from '../../support/deskBench';
import { lynne, megan } from '../../support/teams';

interface Found {
  readonly type: string;
  readonly text?: string;
  readonly attachments?: readonly {
    readonly contentType: string;
    readonly content: unknown;
    readonly preview: { readonly content: { readonly title: string; readonly text: string } };
  }[];
}

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.report(alex, 'my phone +44 7400 123456 fell in the canal');
  await desk.report(megan, 'stolen on the bus');
}, 60_000);
afterAll(() => desk?.close());

/** A search from a group chat in which the bot is not. */
async function search(sender: typeof alex, ticket: string | undefined): Promise<Found> {
  const reply = await clientOf(desk.bot.url, sender).send({
    type: 'invoke',
    name: 'composeExtension/query',
    conversation: {
      id: '19:somewhere',
      conversationType: 'groupChat',
      isGroup: true,
      tenantId: tenant,
    },
    value: {
      commandId: 'findTicket',
      parameters: [
        ticket === undefined
          ? { name: 'initialRun', value: 'true' }
          : { name: 'ticket', value: ticket },
      ],
      queryOptions: { skip: 0, count: 25 },
    },
  });
  const invoke = reply.activities.find((a) => a['type'] === 'invokeResponse');
  return (invoke?.['value'] as { body: { composeExtension: Found } }).body.composeExtension;
}
const tenant = '00000000-0000-4000-8000-0000000000aa';
const titles = (found: Found) => (found.attachments ?? []).map((a) => a.preview.content.title);

describe('the search for tickets', () => {
  it.each([
    ['a number', 'MFA-1001', ['MFA-1001 · Lost access']],
    ['the end of a number', '1002', ['MFA-1002 · Lost access']],
    ['a name', 'megan', ['MFA-1002 · Lost access']],
    ['nothing yet', undefined, ['MFA-1002 · Lost access', 'MFA-1001 · Lost access']],
    ['what nobody has', 'zebra', []],
  ])('finds by %s', async (_what, words, expected) => {
    expect(titles(await search(lynne, words))).toEqual(expected);
  });

  it('A64: shows number, kind and state, and nothing of the person, in the preview and in what is sent', async () => {
    const found = await search(lynne, 'alex');
    expect(found.attachments).toHaveLength(1);
    const [{ content, preview }] = found.attachments as [NonNullable<Found['attachments']>[0]];
    expect(preview.content).toMatchObject({ title: 'MFA-1001 · Lost access', text: 'Open' });
    expect(JSON.stringify(found)).not.toMatch(/alex|wilber|a•••|••56|canal|7400|desk 12/i);
    expect(JSON.stringify(content)).not.toContain('Action.');
  });

  it('finds nothing for somebody who is no agent, and says the same whatever there is', async () => {
    const [one, none] = [await search(megan, 'MFA-1001'), await search(megan, 'zebra')];
    expect(one).toEqual(none);
    expect(one).toEqual({ type: 'message', text: 'Only agents of the service desk can do that.' });
    const refused = (await desk.recorded()).filter((row) => row.operation === 'find');
    expect(refused.map((r) => [r.reason, r.personal.by])).toEqual([
      ['not-an-agent', megan.id],
      ['not-an-agent', megan.id],
    ]);
  });

  it.each([['x'.repeat(5000)], ["%' or 1=1 --"], ['_']])(
    'takes any words as words: %.20s',
    async (words) => {
      expect(titles(await search(lynne, words))).toEqual([]);
    },
  );

  it('does not take where it is asked from for a way to the person', async () => {
    const before = await desk.bot.bot.kept.place(`person/${tenant}/${lynne.id}`);
    await search(lynne, 'MFA');
    expect(await desk.bot.bot.kept.place(`person/${tenant}/${lynne.id}`)).toEqual(before);
  });

  it('leads an agent to the ticket in their own chat, by its number', async () => {
    const opened = await desk.as(lynne).say('mfa-1001');
    expect(JSON.stringify(opened.cards)).toContain('Alex Wilber');
    const asPerson = await desk.as(megan).say('MFA-1001');
    expect(JSON.stringify(asPerson.activities)).not.toContain('Alex Wilber');
    const inChannel = await desk
      .as(lynne, {
        conversation: { id: 'c', conversationType: 'channel', isGroup: true, tenantId: tenant },
      })
      .say('MFA-1001');
    expect(JSON.stringify(inChannel.activities)).not.toContain('Alex Wilber');
  });
});
