import {
  agentRule,
  canReenter,
  noteOf,
  secondRule,
  waitsFor,
  type Reentry,
} from '../../../src/escalation/reentry/reentry';
import { noteAfter } from '../../../src/escalation/reentry/reentryNote';
import { ticketKinds, ticketStates, type Ticket } from '../../../src/escalation/ticket';
import { minute } from '../../support/clock';
import { asked, lynne, nestor, reentryOf, takenTicket } from '../../support/reentries';
import { alex, inAnotherTenant } from '../../support/samples';

describe('whether an agent may issue a pass for a ticket', () => {
  const cases: [string, Partial<Ticket>, ReturnType<typeof agentRule>][] = [
    ['their own ticket of lost access', {}, undefined],
    ['one that waits for the person', { state: 'waiting' }, undefined],
    ['one that nobody has', { state: 'open', assignee: undefined }, 'not-assignee'],
    ['one that a colleague has', { assignee: nestor }, 'not-assignee'],
    ['one that is resolved', { state: 'resolved' }, 'not-assignee'],
    ['their own account', { personId: lynne.id }, 'own-account'],
    ['a strange prompt', { kind: 'suspicious-prompt' }, 'not-lost-access'],
    ['a question', { kind: 'help' }, 'not-lost-access'],
    ['a report by a colleague', { provenBy: 'colleague', personId: '' }, 'not-verified'],
    ['a report from the public page', { provenBy: 'public-page', personId: '' }, 'not-verified'],
    ['a report by the link of a receipt', { provenBy: 'receipt-link' }, 'not-verified'],
    ['a verified report that names nobody', { personId: '' }, 'not-verified'],
    ['an unproven report that names somebody', { provenBy: 'public-page' }, 'not-verified'],
    ['another tenant', { tenantId: inAnotherTenant(alex).tenantId }, 'not-assignee'],
  ];
  it.each(cases)('%s', (_what, other, reason) => {
    expect(agentRule(lynne, takenTicket(other))).toBe(reason);
  });

  it('is shown on exactly those tickets where it can be', () => {
    const shown = ticketKinds.flatMap((kind) =>
      ticketStates
        .filter((state) => canReenter(takenTicket({ kind, state })))
        .map((state) => `${kind} ${state}`),
    );
    expect(shown).toEqual(['lost-access taken', 'lost-access waiting']);
    expect(canReenter(takenTicket({ provenBy: 'colleague', personId: '' }))).toBe(false);
  });
});

describe('whether somebody may be the second person', () => {
  const reentry = reentryOf({ privileged: true, state: 'needs-second' });
  it.each([
    ['a colleague', nestor, undefined],
    ['who asked', lynne, 'same-agent'],
    ['who asked, by another name', { ...lynne, name: 'Somebody Else' }, 'same-agent'],
    ['the person themselves', alex, 'own-account'],
    ['somebody of another tenant', inAnotherTenant(nestor), 'not-in-role'],
  ] as const)('%s', (_who, second, reason) => {
    expect(secondRule(second, reentry)).toBe(reason);
  });
});

describe('whether a step can still be made', () => {
  const one = reentryOf();
  it.each([
    ['in time', one, 'needs-proof', one.expiresAt - 1, true],
    ['when the time is up', one, 'needs-proof', one.expiresAt, false],
    ['for another step', one, 'needs-second', asked, false],
    ['when it is being written', { ...one, state: 'writing' }, 'needs-proof', asked, false],
    ['when it has ended', { ...one, state: 'ended' }, 'needs-proof', asked, false],
    ['when there is none', undefined, 'needs-proof', asked, false],
  ] as const)('%s', (_when, reentry, step, now, can) => {
    expect(waitsFor(reentry, step, now)).toBe(can);
  });
});

describe('what the ticket says', () => {
  const until = asked + 60 * minute;
  const approved = { second: nestor, approvedAt: asked } as const;
  const cases: [string, Partial<Reentry>, object][] = [
    ['while it waits for a second person', { state: 'needs-second' }, { state: 'needs-second' }],
    [
      'nothing of who may agree',
      { state: 'needs-second', second: nestor },
      { state: 'needs-second' },
    ],
    ['while it waits for the agent', approved, { state: 'asked', second: 'Nestor Wilke' }],
    ['while it is written', { state: 'writing' }, { state: 'asked' }],
    [
      'when it was issued',
      { ...approved, state: 'ended', outcome: 'issued', validUntil: until },
      { state: 'issued', second: 'Nestor Wilke', until },
    ],
    ['when nobody saw it', { state: 'ended', outcome: 'unseen' }, { state: 'issued' }],
    ['when it was declined', { state: 'ended', outcome: 'declined' }, { state: 'not-issued' }],
    ['when it was refused', { state: 'ended', outcome: 'route-refused' }, { state: 'not-issued' }],
  ];
  it.each(cases)('%s', (_when, other, said) => {
    expect(noteOf(reentryOf(other), asked)).toEqual({ by: 'Lynne Robbins', at: asked, ...said });
  });

  it('what was issued is not forgotten by what was asked for after it, until another is issued', () => {
    const by = 'Lynne Robbins';
    const issued = { state: 'issued', by, at: asked, until } as const;
    const wish = { state: 'asked', by: 'Nestor Wilke', at: asked + 1 } as const;
    const earlier = { by, at: asked, until };
    expect(noteAfter(undefined, wish)).toEqual(wish);
    const asking = noteAfter(issued, wish);
    expect(asking).toEqual({ ...wish, earlier });
    const over = noteAfter(asking, { ...wish, state: 'not-issued' });
    expect(over).toEqual({ ...wish, state: 'not-issued', earlier });
    expect(noteAfter(over, issued)).toEqual(issued);
  });
});
