import { ActivityTypes, CardFactory, type Activity } from 'botbuilder';
import * as Mappers from 'botframework-connector/lib/connectorApi/models/mappers';
import type { Card } from './cards';
import type { Message } from './turn';

/**
 * The connector of the SDK drops every property of an entity that it does not know, and with them citations
 * and labels (botbuilder-js issue 4902, mended upstream and never released). Called once, before the adapter is made.
 */
export function keepEntitiesWhole(): void {
  const { type } = Mappers.Entity as { type: { additionalProperties?: unknown } };
  type.additionalProperties = { type: { name: 'Object' } };
}

/** A message as Teams takes it. A citation is the one root entity that Teams allows. */
export function activityFor(message: Message): Partial<Activity> {
  const { citation, text } = message;
  return {
    type: ActivityTypes.Message,
    ...(text === undefined ? {} : { text: citation ? `${text} [1]`.trim() : text }),
    ...(message.card ? { attachments: [CardFactory.adaptiveCard(message.card)] } : {}),
    ...(citation ? { entities: [citationEntity(citation, message.byModel)] } : {}),
  };
}

function citationEntity(citation: { name: string; abstract: string }, byModel = false) {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    ...(byModel ? { additionalType: ['AIGeneratedContent'] } : {}),
    citation: [
      {
        '@type': 'Claim',
        position: 1,
        appearance: {
          '@type': 'DigitalDocument',
          name: citation.name,
          abstract: citation.abstract,
        },
      },
    ],
  };
}

/** The body that answers a press: the card in place of the pressed one, or nothing to show. */
export function invokeBody(card: Card | undefined) {
  return card
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'OK' };
}
