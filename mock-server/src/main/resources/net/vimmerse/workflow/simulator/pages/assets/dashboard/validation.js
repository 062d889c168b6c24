// Says what is wrong with a value before the server does, by the same schema.

/** Why the value does not fit the schema; empty if it does, or if there is none. */
export function complaint(schema, value) {
  if (value === undefined) {
    return '';
  }
  if (schema.type === 'array') {
    const wrong = value.findIndex((item) => complaint(schema.items, item));
    return wrong < 0 ? '' : `Line ${wrong + 1}: ${complaint(schema.items, value[wrong])}`;
  }
  if (schema.enum && !schema.enum.includes(value)) {
    return `Should be one of ${schema.enum.join(', ')}`;
  }
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) {
    return schema.pattern === '^https?://'
      ? 'Should begin with http:// or https://'
      : `Should match the pattern ${schema.pattern}`;
  }
  if (schema.minLength !== undefined && value.length < schema.minLength) {
    return `Should have at least ${schema.minLength} characters`;
  }
  if (schema.maxLength !== undefined && value.length > schema.maxLength) {
    return `Should have at most ${schema.maxLength} characters`;
  }
  return '';
}
