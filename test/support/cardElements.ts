/** Every element of a type, in cards or whatever holds them, from top to bottom. */
export function elementsOf(value: unknown, type: string): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap((v) => elementsOf(v, type));
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === type ? [value as Record<string, unknown>] : [];
  return [...own, ...Object.values(value).flatMap((v) => elementsOf(v, type))];
}
