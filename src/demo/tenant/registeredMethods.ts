import {
  type EmailMethod,
  type Method,
  type PhoneMethod,
  type PhoneType,
  emailId,
  passwordId,
  phoneIds,
} from './methods';

/** A password, which Graph lists for everybody and never shows. */
export function password(createdDateTime: string): Method {
  return {
    '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
    id: passwordId,
    createdDateTime,
    password: null,
  };
}

/** A phone; signing in with a text message alone is switched off in this tenant. */
export function phone(
  phoneType: PhoneType,
  phoneNumber: string,
  createdDateTime: string,
): PhoneMethod {
  return {
    '@odata.type': '#microsoft.graph.phoneAuthenticationMethod',
    id: phoneIds[phoneType],
    createdDateTime,
    phoneNumber,
    phoneType,
    smsSignInState: phoneType === 'mobile' ? 'notAllowedByPolicy' : 'notSupported',
  };
}

/** An alternate e-mail address, good for resetting a password and nothing else. */
export function email(emailAddress: string, createdDateTime: string): EmailMethod {
  return {
    '@odata.type': '#microsoft.graph.emailAuthenticationMethod',
    id: emailId,
    createdDateTime,
    emailAddress,
  };
}

/** Microsoft Authenticator on one device. */
export function authenticator(id: string, displayName: string, createdDateTime: string): Method {
  return {
    '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod',
    id,
    createdDateTime,
    displayName,
    deviceTag: 'SoftwareTokenActivated',
    phoneAppVersion: '6.8.20',
  };
}

/**
 * A passkey: a security key or one kept in an app.
 *
 * @param maker the model as Graph names it, and the authenticator's attestation GUID
 */
export function passkey(
  id: string,
  displayName: string,
  maker: { model: string; aaGuid: string },
  createdDateTime: string,
): Method {
  return {
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
    id,
    createdDateTime,
    displayName,
    ...maker,
    attestationCertificates: [],
    attestationLevel: 'attested',
    passkeyType: 'deviceBound',
  };
}

/** A software token: any app that shows a six-digit code. */
export function softwareToken(id: string, createdDateTime: string): Method {
  return {
    '@odata.type': '#microsoft.graph.softwareOathAuthenticationMethod',
    id,
    createdDateTime,
    secretKey: null,
  };
}
