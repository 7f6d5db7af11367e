import type { UrgentTopic } from '../topics';
import { fold } from './text';

/** A sentence in which any pattern of a row matches, and none of the guards, is that emergency. */
interface Rule {
  readonly topic: UrgentTopic;
  readonly signs: readonly RegExp[];
}

const device =
  '(?:phone|mobile|mobil|cell|cellphone|handset|iphone|samsung|galaxy|pixel|android|smartphone|device|sim|authenticator|telephone|tel|cellulaire|portable|appareil|puce)';
const mine = "(?:my|the|our|mon|ma|le|la|l'|work|only|college|old)";
const gone =
  '(?:lost|stolen|nicked|pinched|robbed|mugged|swiped|snatched|missing|gone|broken|broke|smashed|cracked|shattered|dead|died|drowned|wiped|reset|bricked|crushed|destroyed|kaput|bust|perdu|vole|casse|brise|mort|noye|disparu|brule)';

const suspicious: Rule = {
  topic: 'suspicious-prompt',
  signs: [
    /\b(?:i )?(?:did ?n'?o?t|never|hadn'?t|wasn'?t|havent|haven'?t|didnt) (?:even )?(?:ask(?:ed)?|request(?:ed)?|start(?:ed)?|trigger(?:ed)?|order(?:ed)?|try(?:ing)? to (?:log|sign|get)|log(?:ging|ged)?(?: in| on)? anywhere|sign(?:ing|ed)? in anywhere)\b/,
    /\b(?:wasn'?t|wasnt|isn'?t|not|it'?s not) me\b/,
    /\b(?:nothing to do with me|none of my doing|someone else|somebody else|stranger|hacker|hacked|hacking|scam(?:mer|med)?|phish\w*|fraud\w*|impersonat\w*)\b/,
    /\bout of (?:the blue|nowhere)\b.*\b(?:code|prompt|text|number|approv|pop|notification|sign|log)/,
    /\b(?:code|prompt|text|number|approv\w*|pop ?up|notification|sign|log)\b.*\bout of (?:the blue|nowhere)\b/,
    /\b(?:gave|given|told|read|shared|sent|handed)\b.*\b(?:code|passcode|six digits|number on (?:the|my) screen)\b.*\b(?:caller|man|woman|guy|lady|someone|somebody|him|her|them|phone|support|help ?desk|it)\b/,
    /\b(?:approved|accepted|tapped (?:yes|approve)|pressed (?:yes|approve)|hit (?:yes|approve)|clicked (?:yes|approve))\b.*\b(?:mistake|accident|accidentally|without thinking|by error|wasn'?t|shouldn'?t|before my brain)/,
    /\b(?:by mistake|accidentally|without thinking)\b.*\b(?:approved|accepted|tapped|pressed|clicked)\b/,
    /\b(?:push|prompt|notification|approval|mfa) (?:spam|bomb\w*|flood\w*)\b/,
    /\b(?:approve|confirm|approuver|confirmer|log[- ]?(?:in|on|ins|ons)|sign[- ]?ins?|connexion|connexions)\b.*\b(?:from|in|depuis|de|en) (?:brazil|russia|china|nigeria|kiev|kyiv|moscow|india|vietnam|chine|russie|abroad|another country|autre pays|l'etranger)\b/,
    /\b(?:i|je) (?:don'?t|do not|ne) (?:recogni[sz]e|know|reconnais|connais)\b.*\b(?:log[- ]?in|sign[- ]?in|device|number|phone|email|e-mail|address|connexion|appareil|numero|courriel|adresse)\b/,
    /\b(?:je n'ai (?:rien|pas|jamais)|j'ai (?:rien|pas)|j ai (?:rien|pas)) (?:demande|fait|essaye|lance|ouvert)\b/,
    /\bc'?(?:est|etait) pas moi\b/,
    /\b(?:pirat\w*|hameconn\w*|arnaqu\w*|fraud\w*)\b/,
    /\b(?:donne|dicte|lu|envoye|partage)\b.*\b(?:code|chiffres)\b.*\b(?:quelqu'un|monsieur|dame|homme|femme|telephone|inconnu|soutien|support)\b/,
    /\b(?:accepte|approuve|appuye|clique)\b.*\b(?:par erreur|sans (?:reflechir|faire expres)|trop vite)\b/,
  ],
};

const lost: Rule = {
  topic: 'lost-access',
  signs: [
    new RegExp(
      `\\b${mine} (?:\\w+ ){0,2}${device}\\b(?:'?s| is| was| has| have| got| been| a ete| est|s'est| se| m'a ete)* (?:\\w+ ){0,2}${gone}\\b`,
    ),
    new RegExp(
      `\\b(?:lost|stole|stolen|nicked|pinched|snatched|broke|smashed|dropped|drowned|wiped|misplaced|perdu|casse|brise|vole|echappe|noye)\\b (?:\\w+ ){0,3}${device}\\b`,
    ),
    new RegExp(
      `\\b${device}\\b.{0,40}\\b(?:fell|dropped|went|sank|tombe|tombee|chute)\\b.{0,30}\\b(?:in|into|down|off|under|out|dans|toilet|river|canal|sea|lake|bath|pool|lac|eau|neige)\\b`,
    ),
    new RegExp(
      `\\b${device}\\b.{0,30}\\b(?:won'?t (?:turn|switch|power) on|wont (?:turn|switch) on|not turning on|stopped (?:booting|working)|run over|on fire|in pieces|ne (?:s'allume|demarre|fonctionne) plus)\\b`,
    ),
    /\b(?:locked|shut|kicked) (?:me )?out\b/,
    /\b(?:can'?t|cant|cannot|can not|unable to) (?:get (?:in|on|into|onto|past)|log ?[io]n|sign ?in|access)\b.*\b(?:phone|mobile|device|app|number|code|sim)\b/,
    /\bno (?:other )?way (?:in|to get in|of getting in)\b/,
    /\b(?:old|previous|former|ex|cancelled|disconnected|dead|lapsed) (?:number|sim|line|mobile number)\b.*\b(?:can'?t|cant|cannot|locked|no way|stuck|nothing else|no other)\b/,
    /\b(?:no|without(?: a| my| any)?) (?:phone|mobile|device|handset)\b.*\b(?:can'?t|cant|cannot|locked|stuck|shut out)\b/,
    /\b(?:bloque|bloquee|barre|barree) (?:dehors|hors)\b/,
    /\b(?:je (?:ne )?(?:peux|peut|arrive) (?:plus|pas)|impossible de|plus moyen de)\b.*\b(?:connecter|entrer|acceder|ouvrir)\b.*\b(?:cellulaire|cell|telephone|tel|portable|appli|numero|code|puce)\b/,
    /\b(?:aucun(?:e)? autre (?:facon|moyen|methode)|plus aucun moyen)\b/,
  ],
};

/** What makes an emergency of the words only: thinking ahead, other things, other people's troubles solved. */
const guards: readonly RegExp[] = [
  /\b(?:what (?:if|happens (?:if|when))|in case|if i (?:ever |were to )?(?:lose|lost|break)|suppose|supposing|before i (?:lose|wipe|hand|give)|were i to|should i (?:ever )?lose|just in case|for when i|worried about losing|afraid of losing|scared of losing)\b/,
  /\b(?:si (?:jamais )?(?:je|j'|mon|on)|au cas ou|advenant|en cas de|que faire si|qu'arrive|qu'est-ce qui (?:arrive|se passe) si)\b/,
  /\b(?:not|nothing(?:'s| has| is)?(?: been)?|never|hasn'?t been|isn'?t|wasn'?t|pas) (?:\w+ )?(?:lost|stolen|broken|perdu|vole|casse)\b/,
  /\b(?:old|former|previous|first|ancien|vieux|vieil) (?:\w+ )?(?:still|fonctionne encore|marche encore|fonctionne toujours|marche toujours)\b/,
  /\b(?:still (?:works?|wrks?|got|have|working|live|alive|receive|on))\b/,
  /\b(?:library card|bank ?card|debit card|credit card|passport|keys?|wallet|bus pass|parcel|luggage|earbuds?|headphones?|carte de (?:debit|credit|bibliotheque)|cle|cles)\b/,
];

/**
 * Says whether a message tells of an emergency, by rules that are read before anything is guessed.
 * A suspicious prompt wins over lost access; guards hold only for lost access, because a prompt that
 * nobody started is one, whatever else is said.
 */
export function urgency(text: string): UrgentTopic | undefined {
  const folded = fold(text);
  if (suspicious.signs.some((s) => s.test(folded))) return suspicious.topic;
  if (isHypothetical(folded)) return undefined;
  return lost.signs.some((s) => s.test(folded)) ? lost.topic : undefined;
}

/** Whether the message speaks of an emergency that has not happened, or of something that is not a sign-in method. */
export function isGuarded(text: string): boolean {
  return isHypothetical(fold(text));
}

function isHypothetical(folded: string): boolean {
  return guards.some((g) => g.test(folded));
}
