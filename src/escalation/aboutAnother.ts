import { fold } from '../guides/answering/text';

const people =
  '(?:colleague|co-?worker|work ?mate|team ?mate|boss|manager|supervisor|assistant|secretary|friend|class ?mate|flat ?mate|house ?mate|student|pupil|teacher|professor|lecturer|intern|apprentice|collegue|camarade|patron(?:ne)?|gestionnaire|adjointe?|amie?|eleve|etudiante?|stagiaire|enseignante?)s?';
const whose = '(?:my|our|a|one of (?:my|our)|mon|ma|notre|un|une|un de mes|une de mes)';
/** Not somebody else's words about the one who writes. */
const between = "(?:(?!\\b(?:i|i'm|i've|me|my|je|j'ai|moi|mon|ma)\\b)[^.?!]){0,60}?";
const trouble = [
  '(?:is|are|got|was|been|gets|account is) (?:\\w+ )?(?:locked|shut|kicked) out',
  "(?:can'?t|cant|cannot|can not|couldn'?t|is unable to|isn'?t able to) (?:even |now |still )?(?:log|sign|get|access)\\b",
  "(?:has |have |'s )?(?:lost|broke|broken|smashed|dropped) (?:his|her|their|the|access)",
  '(?:his|her|their) (?:\\w+ )?(?:phone|mobile|account|authenticator) (?:is|was|has been|got) (?:\\w+ )?(?:lost|stolen|broken|dead|locked|blocked)',
  '(?:account|compte) (?:is|est) (?:locked|blocked|bloque|verrouille)',
  '(?:est|a ete) (?:bloquee?|barree?|verrouillee?)',
  "(?:ne (?:peut|parvient|reussit)|n'arrive|peut|arrive) (?:plus|pas) (?:a )?(?:se (?:connecter|brancher)|entrer|acceder|ouvrir)",
  "(?:a perdu|a casse|a brise|s'est fait voler|n'a plus acces|n'a plus son)",
].join('|');

const sign = new RegExp(`\\b${whose} (?:[\\w-]+ ){0,2}?${people}\\b${between}(?:${trouble})`);

/** Whether a message says that somebody else cannot get in, as far as rules can tell. */
export function isAboutAnother(text: string): boolean {
  return sign.test(fold(text));
}
