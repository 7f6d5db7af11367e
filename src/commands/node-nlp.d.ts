/** The little of node-nlp that answering is compared with; it comes without types. */
declare module 'node-nlp' {
  export class NlpManager {
    constructor(settings: {
      readonly languages: readonly string[];
      readonly autoSave: boolean;
      readonly calculateSentiment: boolean;
      readonly nlu: { readonly log: boolean };
    });
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<unknown>;
    /** Intents with scores from 0 to 1, the likeliest first; `None` is for what belongs to no intent. */
    process(
      language: string,
      text: string,
    ): Promise<{
      readonly classifications: readonly { readonly intent: string; readonly score: number }[];
    }>;
  }
}
