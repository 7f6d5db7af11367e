/** A pass, as the ticket says of it: who asked and who agreed, by name; since when, and until when. Never the value. */
export interface PassNote {
  readonly by: string;
  readonly second?: string;
  readonly at: number;
  readonly until?: number;
}

/** What a ticket says of passes, to the desk and to the person. */
export interface ReentryNote extends PassNote {
  readonly state: 'needs-second' | 'asked' | 'issued' | 'not-issued';
  /** What was issued before this one was asked for: it may still be good. */
  readonly earlier?: PassNote;
}

/** The note that follows another: what was issued is not forgotten, until a newer pass takes its place. */
export function noteAfter(before: ReentryNote | undefined, next: ReentryNote): ReentryNote {
  const earlier = next.state === 'issued' ? undefined : issuedIn(before);
  return earlier ? { ...next, earlier } : next;
}

/** The pass that was issued last, if any. */
export function issuedIn(note: ReentryNote | undefined): PassNote | undefined {
  if (note?.state !== 'issued') return note?.earlier;
  const { state: _, earlier: _earlier, ...pass } = note;
  return pass;
}
