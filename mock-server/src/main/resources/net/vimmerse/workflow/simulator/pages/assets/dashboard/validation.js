// Validates a value by its schema before it is sent.

/** Returns what is wrong with the value; an empty text if it is valid or undefined. */
export function validate(schema, value) {
  if (value === undefined) {
    return '';
  }
  if (schema.type === 'array') {
    const errors = value.map((item) => validate(schema.items, item));
    const line = errors.findIndex(Boolean);
    return line < 0 ? '' : `Line ${line + 1}: ${errors[line]}`;
  }
  if (schema.enum && !schema.enum.includes(value)) {
    return `Must be one of ${schema.enum.join(', ')}`;
  }
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) {
    return schema.pattern === '^https?://'
      ? 'Must begin with http:// or https://'
      : `Must match the pattern ${schema.pattern}`;
  }
  if (value.length < schema.minLength) {
    return `Must have at least ${schema.minLength} characters`;
  }
  if (value.length > schema.maxLength) {
    return `Must have at most ${schema.maxLength} characters`;
  }
  return '';
}
