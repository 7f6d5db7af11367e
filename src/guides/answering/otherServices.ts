import { fold } from './text';

/**
 * Services that have codes, apps and locked accounts of their own. A message that names one, and nothing of work or
 * study, is not ours, however much it sounds like it.
 */
const services = [
  // money
  'monzo|starling|revolut|barclays?|barclaycard|lloyds|halifax|natwest|hsbc|santander|nationwide|paypal|venmo|klarna|coinbase|binance|wise|interac|desjardins|tangerine|scotiabank|rbc|bmo|td bank|caisse',
  // social and messages
  'facebook|insta(?:gram)?|snapchat|tiktok|twitter|whatsapp|telegram|discord|reddit|pinterest|tinder|hinge|bumble',
  // mail and accounts of other makers
  'gmail|yahoo|hotmail|icloud|apple id|videotron mail|protonmail',
  // shops, games, streaming, travel
  "amazon|ebay|etsy|vinted|depop|asos|argos|tesco|sainsbury'?s|asda|lidl|costa|starbucks|greggs|nando'?s|deliveroo|uber|just ?eat|airbnb|booking\\.com|trainline|easyjet|ryanair|netflix|spotify|disney|twitch|steam|fortnite|roblox|minecraft|xbox|playstation|psn|nintendo|duolingo",
  // the state and the doctor
  'hmrc|dvla|nhs app|universal credit|gov\\.uk|revenu quebec|service ?ontario|arc|clic sante',
].join('|');

const named = new RegExp(`\\b(?:${services})\\b`);
const ownWorld =
  /\b(?:work|school|college|uni(?:versity)?|staff|student|office 365|outlook|teams|onedrive|microsoft|authenticator|mfa|2fa|moodle|vpn|travail|ecole|universite|etudiante?|collegue)\b/;
/** An address or a phone contract of such a maker may well be what somebody wants to register. */
const asContact =
  /\b(?:address|adresse|e-?mail|courriel|mailbox|contact|number|numero|sim|line|contract)\b/;

export function namesAnotherService(text: string): boolean {
  const folded = fold(text);
  return named.test(folded) && !ownWorld.test(folded) && !asContact.test(folded);
}
