import { topicOf } from '../library';
import { isReplyTopic, isUrgentTopic, type Topic } from '../topics';
import type { Engine } from './engine';

const joints =
  /[.!?;]+\s+|,?\s+(?:and|but)\s+(?:also|then)\s+|,?\s+(?:plus|also)\s+|,?\s+et\s+(?:aussi|puis|ensuite)\s+|,?\s+(?:puis|aussi)\s+/i;
const fewestWords = 4;

/**
 * A second need in the same message: a part of it that by itself is surely about another topic.
 * Gives the label of what to offer, or undefined.
 */
export function otherNeed(text: string, answered: Topic, engine: Engine): string | undefined {
  const parts = text.split(joints).filter((p) => p.trim().split(/\s+/).length >= fewestWords);
  if (parts.length < 2) return undefined;
  for (const part of parts) {
    const [first, second] = engine.classify(part);
    if (!first || !second) continue;
    const topic = topicOf(first.label);
    const sure = first.distance - second.distance >= engine.thresholds.answer;
    const ours = engine.gate(part) + first.distance / 2 >= engine.thresholds.refuse;
    if (topic !== answered && sure && ours && !isReplyTopic(topic) && !isUrgentTopic(topic))
      return first.label;
  }
  return undefined;
}
