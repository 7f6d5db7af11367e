import type { Language } from '../organisation/language';
import { en, type Wording } from './en';
import { fr } from './fr';

export const wordings: Readonly<Record<Language, Wording>> = { en, fr };
