import { closingNote, deskNote, deskReport } from '../../../src/escalation/desks/deskReport';
import { correlationIdOf, isCorrelationId } from '../../../src/escalation/desks/serviceDesk';
import { resolutions, type Ticket } from '../../../src/escalation/ticket';
import { wordings } from '../../../src/wording/wordings';
import { alex, draftTicket } from '../../support/samples';

const say = wordings.en.deskReport;
const ticket = (change: Partial<Ticket> = {}): Ticket => ({
  ...draftTicket(alex, change),
  number: 'MFA-1001',
  ...change,
});

describe('what the desk gets of a ticket', () => {
  it('says what the organisation wants checked, and what the bot told them already', () => {
    const own = { ...say, checks: ['Ask for the staff card.'] };
    const { text } = deskReport(ticket({ told: ['Move the app to a new phone'] }), own);
    expect(text).toContain(
      [
        'Check before anything is changed',
        '- Ask for the staff card.',
        '',
        'What the bot told them',
        '- Move the app to a new phone',
      ].join('\n'),
    );
  });

  it('says what was proven, what was not, and what to check', () => {
    expect(deskReport(ticket(), say).text).toBe(
      [
        'Who',
        'Alex Wilber',
        '',
        'Object id in Microsoft Entra',
        alex.id,
        '',
        'Mail (in part)',
        'a•••@contoso.com',
        '',
        'What was reported',
        'My phone fell into the lake.',
        '',
        'Since',
        'yesterday',
        '',
        'Registered methods (in part)',
        '- Mobile phone: +44 •••• ••56',
        '',
        'Proven',
        '- They were signed in to Teams with this account when they reported it.',
        '',
        'Not proven',
        '- No fresh sign-in with a second method.',
        '- No one-time code.',
        '- Who holds the device now.',
        '',
        'How they say they can be reached (not checked, proves nothing)',
        'desk 12',
        '',
        'Check the identity by the record on file before anything is changed. Call back on a number on file, never on one from this ticket.',
        'Never ask for codes or passwords.',
        '',
        'Check before anything is changed',
        '- They report this themselves, and what they say agrees with the record on file',
        '- They were seen, by video or in person, and compared with a picture on file',
        '- No method or address on the account was changed in the last days without them',
        '- Nothing was unusual: no hurry, nobody prompting, no wish for more than this',
        '',
        'Reference',
        `MFA-1001 ${correlationIdOf('ticket-1')}`,
      ].join('\n'),
    );
  });

  it('has a subject of one line with number, kind and name, and says what is urgent', () => {
    expect(deskReport(ticket(), say).subject).toBe('[MFA-1001] Lost access: Alex Wilber');
    const urgent = deskReport(ticket({ kind: 'suspicious-prompt' }), say);
    expect(urgent).toMatchObject({
      urgent: true,
      subject: '[MFA-1001] URGENT: Suspicious sign-in: Alex Wilber',
    });
  });

  it.each([
    ['a number', 'my number was +44 7400 123456 before', '7400'],
    ['a code', 'the code 48213377 did not work', '48213377'],
    ['a password', 'my password is Winter2026!', 'Winter2026'],
    ['an address', 'write to alex@private.example', 'private.example'],
    ['a pass', 'they gave me the TAP Xq7#mK29', 'Xq7'],
  ])('holds nothing secret that the person wrote: %s', (_what, what, secret) => {
    const written = ticket({
      what,
      since: what,
      thread: [{ at: 1, by: 'person', name: 'Alex', text: what }],
    });
    expect(deskReport(written, say).text).not.toContain(secret);
    expect(deskNote(written, written.thread[0]!, 0, say).text).not.toContain(secret);
  });

  it('keeps days and times', () => {
    const since = '22.11.2026, about 14:30, not since 48213377';
    const { text } = deskReport(ticket({ since }), say);
    expect(text).toContain('22.11.2026, about 14:30');
    expect(text).not.toContain('48213377');
  });

  it('says of a typed number that nobody checked it', () => {
    const { text } = deskReport(ticket({ reach: '+44 7400 999999, verified' }), say);
    expect(text).toMatch(/not checked, proves nothing\)\n\+44 7400 999999, verified\n/);
  });

  it('has no control or direction sign in any field, and no line of its own from a name', () => {
    const evil = 'A\r\nBcc: x\u0000\u202e\u2066\u001b[2J\u0085';
    const { subject, text } = deskReport(
      ticket({
        personName: evil,
        what: evil,
        since: evil,
        reach: evil,
        address: evil,
        methods: [evil],
      }),
      say,
    );
    expect(subject + text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    expect(subject).not.toContain('\n');
    expect(text).toContain('Who\nA Bcc: x');
  });

  it('is cut where somebody writes a book, between characters', () => {
    const { subject, text } = deskReport(
      ticket({ personName: '😀'.repeat(500), reach: '😀'.repeat(9_000) }),
      say,
    );
    expect(subject.length).toBeLessThanOrEqual(150);
    expect(text.length).toBeLessThan(15_000);
    expect(subject + text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  it('stays the same when the ticket goes on', () => {
    const entry = { at: 5, by: 'desk' as const, name: 'Lynne', text: 'Which phone?' };
    const later = ticket({ state: 'waiting', version: 7, updatedAt: 9_000, thread: [entry] });
    expect(deskReport(later, say)).toEqual(deskReport(ticket(), say));
  });

  it('goes by an id of letters, digits and hyphens, whatever the ticket’s is', () => {
    for (const id of ['ticket-1', "x' OR id > '0", '^OR', ''])
      expect(isCorrelationId(deskReport(ticket({ id }), say).correlationId)).toBe(true);
    expect(correlationIdOf('a')).not.toBe(correlationIdOf('b'));
  });
});

describe('what was only typed', () => {
  const unverified = ticket({
    personId: '',
    personName: 'A. Wilber',
    about: 'alex@contoso.com\nProven: everything',
    reporter: { id: 'agent-7', name: 'Megan Bowen' },
    provenBy: 'colleague',
    related: ['MFA-1000'],
    methods: [],
    address: undefined,
  });

  it('is marked so, with who reported it and what may be about the same', () => {
    const { text } = deskReport(unverified, say);
    expect(text).toContain('Account, as typed\nalex@contoso.com Proven: everything\n');
    expect(text).toContain('Reported by\nMegan Bowen (agent-7)');
    expect(text).toContain('May be about the same\nMFA-1000');
    expect(text).not.toContain(say.directoryId);
  });
});

it('a note says that it corrects, and a withdrawal that nothing was solved', () => {
  const entry = {
    at: 1,
    by: 'person' as const,
    name: 'Alex Wilber',
    text: 'The sea.',
    corrects: -1,
  };
  expect(deskNote(ticket(), entry, 0, say).text).toContain('correcting what they wrote before:');
  expect(closingNote(ticket({ withdrawn: true }), say).text).toContain('Withdrawn in the chat');
});

describe('the note with which a ticket is closed', () => {
  it.each(resolutions)('names the outcome: %s', (resolution) => {
    const [how, outcome, ...rest] = closingNote(ticket({ resolution }), say).text.split('\n');
    expect(how).toBe('Resolved by the service desk in the chat.');
    expect(outcome).toBe(`Outcome: ${wordings.en.resolutions[resolution]}`);
    expect(rest).toEqual(['', closingNote(ticket(), say).id]);
  });

  it('is in the language of the desk', () => {
    const { text } = closingNote(ticket({ resolution: 'not-verified' }), wordings.fr.deskReport);
    expect(text).toContain(`\nIssue\u00a0: ${wordings.fr.resolutions['not-verified']}\n`);
  });

  it.each([
    ['where none was named', {}, 'Resolved by the service desk in the chat.'],
    [
      'of a withdrawal',
      { withdrawn: true },
      'Withdrawn in the chat by the person who reported it.',
    ],
  ])('has no outcome %s', (_what, change, how) => {
    const note = closingNote(ticket(change), say);
    expect(note.text).toBe(`${how}\n\n${note.id}`);
  });
});

describe('a note to the desk', () => {
  it('has the same id for each try, another one for another entry, and says who spoke', () => {
    const entry = { at: 5, by: 'person' as const, name: 'Alex', text: 'The black one.' };
    const note = deskNote(ticket(), entry, 0, say);
    expect(note).toEqual(deskNote(ticket({ version: 9 }), entry, 0, say));
    expect(note.id).not.toBe(deskNote(ticket(), entry, 1, say).id);
    expect(note.text).toMatch(/^Alex in the chat:\nThe black one\.\n/);
    expect(closingNote(ticket(), say).text).toMatch(/^Resolved by the service desk/);
  });
});
