import type { Topic } from '../topics';

/** The questions that decide between topics that people mix up. */
export const questions = ['can-you-still-sign-in', 'phone-or-number', 'password-known'] as const;
export type Question = (typeof questions)[number];

/** Asked rather than guessed when both topics of a pair are close. */
const pairs: readonly { readonly between: readonly [Topic, Topic]; readonly question: Question }[] =
  [
    { between: ['change-number', 'new-phone-app'], question: 'phone-or-number' },
    { between: ['forgot-password', 'register-sspr'], question: 'password-known' },
    { between: ['choose-different-method', 'lost-access'], question: 'can-you-still-sign-in' },
  ];

export function decidingQuestion(one: Topic, other: Topic): Question | undefined {
  return pairs.find(({ between }) => between.includes(one) && between.includes(other))?.question;
}
