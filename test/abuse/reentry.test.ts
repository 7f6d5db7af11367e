import type { ReentrySettings } from '../../src/escalation/reentry/reentry';
import { demonstrationPeople } from '../../src/demo/tenant/people';
import { browserless } from '../support/browserless';
import { actionsOf, readable, type Reply, type Sender } from '../support/client';
import { crowd } from '../support/crowd';
import { graphWatch } from '../support/graphWatch';
import { everything, linkOn, passingBy, passOn, signedIn } from '../support/passing';
import { inGroup, lynne, megan, nestor, startGuarded, type Guarded } from '../support/teams';

type Json = Record<string, unknown>;

const graph = graphWatch();
const desk = demonstrationPeople('derby.ac.uk');
const role = desk.flatMap((p) => p.directoryRoles).slice(0, 1);
const members = crowd(30);
/** Ten of them have a role. */
const people = [...desk, ...members.map((m, i) => (i < 10 ? { ...m, directoryRoles: role } : m))];
const senders = members.map(({ id, displayName: name }): Sender => ({ id, name }));
const used = { administrators: 0, others: 10 };
const anAdministrator = () => senders[used.administrators++] ?? megan;
const anybody = () => senders[used.others++] ?? megan;

let bot: Guarded;
let rowsBefore = 0;
/** Changes with each test, so that nobody uses up what they may send within a minute. */
const clock = { ahead: 0 };
const now = () => Date.now() + clock.ahead;
let by: ReturnType<typeof passingBy>;

beforeAll(async () => {
  bot = await startGuarded({ inFrontOf: graph.inFrontOf, people, now });
  by = passingBy(bot, now);
}, 60_000);

beforeEach(() => {
  clock.ahead = clock.ahead === 0 ? 61_000 : 0;
});

afterAll(async () => {
  await bot?.close();
  await graph.close();
});

const rows = async () =>
  (await bot.rows())
    .slice(rowsBefore)
    .map((r) => [r.event, r.outcome, r.reason].filter(Boolean).join(' '));
const fromNow = async () => {
  rowsBefore = (await bot.rows()).length;
  graph.forget();
  bot.teams.posted.splice(0);
};
const noPass = async (replies: readonly Reply[] = []) => {
  await bot.delivered();
  expect(graph.writes()).toEqual([]);
  expect(passOn(bot.teams.posted)).toBeUndefined();
  expect(replies.map((r) => passOn(r.cards))).toEqual(replies.map(() => undefined));
};
/** The agent's page, also while the card does not lead there yet: the card's own presses name it. */
const ownLink = ({ cards }: Reply) => {
  const named = actionsOf(cards).map((a) => (a['data'] as { pass?: string } | undefined)?.pass);
  return bot.bot.reentry?.link(named.find((pass) => pass !== undefined) ?? '') ?? '';
};
/** The ticket goes to somebody else, as where a desk hands over. */
const goesTo = (ticket: string, { id, name }: Sender) =>
  bot.bot.desk.tickets.change(
    ticket,
    (t) => ({ ...t, assignee: { id, name }, version: t.version + 1 }),
    () => [],
  );

describe('A70 who is not chosen for it', () => {
  const verbs = (ticket: string): [string, Json][] => [
    ['desk.tap.start', { ticket }],
    ['desk.tap.create', { ticket, state: 'x', ...everything }],
    ['desk.tap.review', { ticket }],
  ];

  it('an ordinary person is refused whatever they press, and it is recorded', async () => {
    const ticket = await by.taken(anybody(), lynne);
    await fromNow();
    const replies: Reply[] = [];
    for (const [verb, data] of verbs(ticket)) replies.push(await by.pressed(megan, verb, data));
    for (const reply of replies)
      expect(readable(reply)).toContain('Only agents of the service desk whom your organisation');
    expect(await rows()).toEqual(Array(3).fill('temporary-access-pass refused not-in-role'));
    await noPass(replies);
  });

  it('so is an agent of the desk who is in none of the groups, from one press to the next', async () => {
    const ticket = await by.taken(anybody(), lynne);
    const form = await by.form(lynne, ticket);
    await fromNow();
    const settings = bot.bot.reentry?.settings as { groups: ReentrySettings['groups'] };
    const { groups } = settings;
    settings.groups = ['00000000-0000-4000-8000-00000000beef'];
    const replies = [await by.client(lynne).press(form, 'Go on', everything)];
    for (const [verb, data] of verbs(ticket)) replies.push(await by.pressed(lynne, verb, data));
    settings.groups = groups;
    for (const reply of replies) expect(readable(reply)).toContain('Only agents of the service');
    expect(await rows()).toEqual(Array(4).fill('temporary-access-pass refused not-in-role'));
    await noPass(replies);
  });

  it('a made-up card, key or reference leads nowhere', async () => {
    const ticket = await by.taken(anybody(), lynne);
    const state = String(
      (actionsOf((await by.form(lynne, ticket)).cards)[0]?.['data'] as Json)['state'],
    );
    await fromNow();
    const made: [string, Json][] = [
      ['desk.tap.create', { ticket, state: 'made-up', ...everything }],
      ['desk.tap.create', { ticket, state, ...everything, personId: megan.id }],
      ['desk.tap.create', { ticket, state, ...everything, lifetimeMinutes: '480' }],
      ['desk.tap.create', { ticket: 'another', state, ...everything }],
      ['desk.tap.start', { ticket, personId: megan.id }],
      ['desk.tap.cancel', { pass: 'made-up' }],
      ['desk.tap.passed', { pass: 'made-up' }],
      ['desk.tap.decline', { approval: 'made-up' }],
    ];
    const replies: Reply[] = [];
    for (const [verb, data] of made) replies.push(await by.pressed(lynne, verb, data));
    for (const reply of replies) expect(actionsOf(reply.cards).filter((a) => a['url'])).toEqual([]);
    await noPass(replies);
  });

  it('somebody else’s form, card and link are of no use, not even to another agent', async () => {
    const ticket = await by.taken(anybody(), lynne);
    const form = await by.form(lynne, ticket);
    const foreign = await by.client(nestor).press(form, 'Go on', everything);
    const card = await by.client(lynne).press(form, 'Go on', everything);
    const cancel = await by.client(nestor).press(card, 'Cancel');
    const link = linkOn(card, 'Sign in to issue');
    await fromNow();
    const page = await signedIn(link, { as: nestor });
    expect(page.text).toContain('another account than the one that this is for');
    expect(readable(cancel)).toContain('no longer valid');
    expect(await rows()).toEqual(['step-up refused other-person']);
    await noPass([foreign, cancel]);
    expect((await signedIn(link)).text).toContain('The pass was issued');
  });
});

describe('A71 whose ticket it is', () => {
  it('only the assignee’s: not while nobody has it, nor when a colleague does', async () => {
    const ticket = await by.reported(anybody());
    await fromNow();
    const replies = [await by.form(lynne, ticket)];
    await by.pressed(nestor, 'desk.take', { ticket });
    replies.push(await by.form(lynne, ticket));
    for (const reply of replies) expect(readable(reply)).toContain('Take it first, or ask who has');
    expect(await rows()).toEqual([
      'temporary-access-pass refused not-assignee',
      'desk taken',
      'temporary-access-pass refused not-assignee',
    ]);
    await noPass(replies);
  });

  it('it went to a colleague between the form and its press', async () => {
    const ticket = await by.taken(anybody(), lynne);
    const form = await by.form(lynne, ticket);
    await goesTo(ticket, nestor);
    await fromNow();
    const reply = await by.client(lynne).press(form, 'Go on', everything);
    expect(readable(reply)).toContain('Only the agent who has taken the ticket');
    await noPass([reply]);
  });

  it('it went to a colleague between the card and the sign-in', async () => {
    const ticket = await by.taken(anybody(), lynne);
    const card = await by.asked(lynne, ticket);
    await goesTo(ticket, nestor);
    await fromNow();
    const page = await signedIn(linkOn(card, 'Sign in to issue'));
    expect(page.text).toContain('No pass was issued');
    expect(page.text).toContain('Only the agent who has taken the ticket');
    expect(await rows()).toEqual([
      'temporary-access-pass proven',
      'temporary-access-pass refused not-assignee',
    ]);
    await noPass();
    expect(JSON.stringify(bot.teams.posted.map((p) => p.body))).toContain('No pass was issued');
  });

  it('it was resolved meanwhile', async () => {
    const ticket = await by.taken(anybody(), lynne);
    const card = await by.asked(lynne, ticket);
    await by.pressed(lynne, 'desk.resolve', { ticket, resolveText: 'Done.' });
    await fromNow();
    expect((await signedIn(linkOn(card, 'Sign in to issue'))).text).toContain('while it is open');
    await noPass();
  });
});

it('A72 an agent lets nobody in who is themselves', async () => {
  const ticket = await by.taken(lynne, lynne);
  await fromNow();
  const reply = await by.form(lynne, ticket);
  expect(readable(reply)).toContain('nobody does it for their own account');
  const forced = await by.pressed(lynne, 'desk.tap.create', { ticket, state: 'x', ...everything });
  expect(readable(forced)).toContain('nobody does it for their own account');
  expect(await rows()).toEqual(Array(2).fill('temporary-access-pass refused own-account'));
  await noPass([reply, forced]);
});

describe('what is not verified', () => {
  it('a colleague’s report lets nobody in', async () => {
    const form = await by.client(megan).say('my colleague is locked out');
    await by.client(megan).press(form, 'Send to', { about: 'alex.wilber', what: 'x', reach: 'y' });
    const tickets = await bot.bot.desk.tickets.newestUnresolved(bot.tenantId);
    const ticket = tickets.find((t) => t.provenBy === 'colleague');
    await by.pressed(lynne, 'desk.take', { ticket: ticket?.id });
    const shown = await by.pressed(lynne, 'desk.show', { ticket: ticket?.id });
    expect(readable(shown)).not.toContain('Let them back in');
    await fromNow();
    const reply = await by.form(lynne, ticket?.id ?? '');
    expect(readable(reply)).toContain('Nobody proved who this ticket is about');
    expect(await rows()).toEqual(['temporary-access-pass refused not-verified']);
    await noPass([reply]);
  });

  it('a number that is not on record, a check that is not ticked, or no call at all let nobody in', async () => {
    const ticket = await by.taken(anybody(), lynne);
    const { check1: _, ...oneMissing } = everything;
    const cases: [Json, string][] = [
      [{ ...everything, number: '9' }, 'Choose the number on record'],
      [{ ...everything, number: '+44 7700' }, 'Choose the number on record'],
      [{ ...everything, calledBack: 'false' }, 'Choose the number on record'],
      [oneMissing, 'Every check has to be ticked'],
      [{ ...everything, check2: 'false' }, 'Every check has to be ticked'],
    ];
    await fromNow();
    const replies: Reply[] = [];
    for (const [typed, said] of cases) {
      const reply = await by.asked(lynne, ticket, typed);
      expect(readable(reply)).toContain(said);
      replies.push(reply);
    }
    await noPass(replies);
  });
});

describe('A73 an account with a role', () => {
  const asks = async () => {
    const ticket = await by.taken(anAdministrator(), nestor);
    const card = await by.asked(nestor, ticket);
    return { ticket, card, own: ownLink(card) };
  };

  it('needs a second person before there is anything to sign in for', async () => {
    const { card, own } = await asks();
    expect(readable(card)).toContain('A second agent has to approve');
    expect(actionsOf(card.cards).filter((a) => a['url'])).toEqual([]);
    await fromNow();
    expect((await browserless().open(own)).status).toBe(410);
    expect((await browserless().open(`${own}/sign-in`)).status).toBe(410);
    await noPass();
  });

  it('A72 who asked is not the second person', async () => {
    const { ticket } = await asks();
    await fromNow();
    const review = await by.pressed(nestor, 'desk.tap.review', { ticket });
    expect(readable(review)).toContain('Another agent has to approve it');
    expect(await rows()).toEqual(['temporary-access-pass refused same-agent']);
    await noPass([review]);
  });

  it('A72 who asked cannot sign in by the second person’s link, nor the second by theirs', async () => {
    const { ticket, own } = await asks();
    const review = await by.pressed(lynne, 'desk.tap.review', { ticket });
    const link = linkOn(review, 'Sign in to approve');
    await fromNow();
    const page = await signedIn(link, { as: nestor });
    expect(page.text).toContain('Not approved');
    expect((await browserless().open(own)).status).toBe(410);
    expect((await signedIn(link)).text).toContain('Approved');
    expect((await signedIn(own, { as: lynne })).text).toContain('another account');
    expect(await rows()).toEqual([
      'step-up refused other-person',
      'temporary-access-pass approved',
      'step-up refused other-person',
    ]);
    await noPass([review]);
  });

  it('two people make one pass, and each link works once', async () => {
    const { ticket, own } = await asks();
    const review = await by.pressed(lynne, 'desk.tap.review', { ticket });
    const approval = linkOn(review, 'Sign in to approve');
    await signedIn(approval);
    expect((await browserless().open(approval)).status).toBe(410);
    await fromNow();
    expect((await signedIn(own)).text).toContain('The pass was issued');
    expect((await browserless().open(own)).status).toBe(410);
    expect(graph.writes()).toHaveLength(1);
    expect(await rows()).toEqual(['temporary-access-pass proven', 'temporary-access-pass issued']);
    expect((await bot.bot.desk.tickets.find(ticket))?.reentry).toMatchObject({
      by: nestor.name,
      second: lynne.name,
    });
  });

  it('the second person’s no ends it', async () => {
    const { ticket, own } = await asks();
    const review = await by.pressed(lynne, 'desk.tap.review', { ticket });
    const foreign = await by.client(nestor).press(review, 'Decline');
    expect(readable(foreign)).toContain('no longer valid');
    await fromNow();
    await by.client(lynne).press(review, 'Decline');
    expect(await rows()).toEqual(['temporary-access-pass declined']);
    expect((await signedIn(linkOn(review, 'Sign in to approve'))).status).toBe(410);
    expect((await browserless().open(own)).status).toBe(410);
    await noPass();
  });

  it('an agent’s own role must reach that far: ours does not lend them one', async () => {
    const ticket = await by.taken(anAdministrator(), lynne);
    const card = await by.asked(lynne, ticket);
    await signedIn(
      linkOn(await by.pressed(nestor, 'desk.tap.review', { ticket }), 'Sign in to approve'),
    );
    const page = await signedIn(ownLink(card));
    expect(page.text).toContain('your own role does not reach that far');
  });
});

describe('A79 anywhere but in the private chat', () => {
  it.each(['groupChat', 'channel'] as const)('nothing of it happens in a %s', async (kind) => {
    const ticket = await by.taken(anybody(), lynne);
    const form = await by.form(lynne, ticket);
    await fromNow();
    const there = inGroup(kind);
    const replies = [
      await by.pressed(lynne, 'desk.tap.start', { ticket }, there),
      await by.pressed(lynne, 'desk.tap.review', { ticket }, there),
      await by.client(lynne, there).press(form, 'Go on', everything),
    ];
    for (const reply of replies) expect(readable(reply)).toContain('only in our private chat');
    expect(await rows()).toEqual(Array(3).fill('temporary-access-pass refused not-in-private'));
    await noPass(replies);
  });

  it('the desk’s channel learns that one was issued, by whom, and until when', async () => {
    const ticket = await by.taken(anybody(), lynne);
    await fromNow();
    await signedIn(linkOn(await by.asked(lynne, ticket), 'Sign in to issue'));
    await bot.delivered();
    const own = `chat-${lynne.id}`;
    const passes = bot.teams.posted.flatMap(({ path, body }) =>
      passOn(body) === undefined ? [] : [{ path, pass: passOn(body) ?? '' }],
    );
    expect(passes).toEqual([
      {
        path: expect.stringContaining(own) as string,
        pass: expect.stringMatching(/^\w{8}$/) as string,
      },
    ]);
    const others = JSON.stringify(bot.teams.posted.filter((p) => !p.path.includes(own)));
    expect(others).toContain('Lynne Robbins issued a Temporary Access Pass at');
    expect(others).not.toContain(passes[0]?.pass);
  });
});
