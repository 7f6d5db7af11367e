import { addEmail, changeEmail, writtenEmail } from './emailMethods';
import { type Handler, about, changing, taking } from './handler';
import { mailToSend, sendMail } from './mail';
import { addPhone, changePhone, newPhone, phoneChange } from './phoneMethods';
import { listRegistrationDetails } from './registrationReport';
import { removing } from './removal';
import { changePreferences, preferencesChange, readPreferences } from './signInPreferences';
import { createPass, newPass } from './temporaryAccessPass';
import {
  checkMemberGroups,
  groupQuestion,
  listDirectoryRoles,
  listMethods,
  readUser,
} from './users';

/** The verbs one path answers; `takes` names the query options it understands. */
export interface Route {
  readonly path: string;
  readonly takes?: readonly string[];
  readonly verbs: Readonly<Record<string, Handler>>;
}

const user = '/v1.0/users/{user}';
const methods = `${user}/authentication`;

/** Every call the bot makes and no other, so that it cannot lean on one nobody granted it. */
export const routes: readonly Route[] = [
  { path: user, takes: ['$select'], verbs: { GET: about(readUser) } },
  {
    path: `${user}/transitiveMemberOf/microsoft.graph.directoryRole`,
    takes: ['$select'],
    verbs: { GET: about(listDirectoryRoles) },
  },
  {
    path: `${user}/checkMemberGroups`,
    verbs: { POST: changing(groupQuestion, checkMemberGroups) },
  },
  { path: `${user}/sendMail`, verbs: { POST: taking(mailToSend, sendMail) } },
  {
    path: '/beta/users/{user}/authentication/signInPreferences',
    verbs: { GET: about(readPreferences), PATCH: changing(preferencesChange, changePreferences) },
  },
  { path: `${methods}/methods`, verbs: { GET: about(listMethods) } },
  { path: `${methods}/phoneMethods`, verbs: { POST: changing(newPhone, addPhone) } },
  {
    path: `${methods}/phoneMethods/{id}`,
    verbs: { PATCH: changing(phoneChange, changePhone), DELETE: about(removing('phone')) },
  },
  { path: `${methods}/emailMethods`, verbs: { POST: changing(writtenEmail, addEmail) } },
  {
    path: `${methods}/emailMethods/{id}`,
    verbs: { PATCH: changing(writtenEmail, changeEmail), DELETE: about(removing('email')) },
  },
  {
    path: `${methods}/microsoftAuthenticatorMethods/{id}`,
    verbs: { DELETE: about(removing('microsoftAuthenticator')) },
  },
  { path: `${methods}/fido2Methods/{id}`, verbs: { DELETE: about(removing('fido2')) } },
  {
    path: `${methods}/softwareOathMethods/{id}`,
    verbs: { DELETE: about(removing('softwareOath')) },
  },
  {
    path: `${methods}/temporaryAccessPassMethods`,
    verbs: { POST: changing(newPass, createPass) },
  },
  {
    path: '/v1.0/reports/authenticationMethods/userRegistrationDetails',
    verbs: { GET: listRegistrationDetails },
  },
];
