/** The booking's rules as JSON Schema, for the servers whose validator is Ajv. */
const text = (maxLength: number) => ({ type: 'string', maxLength })

export const bookingSchema = {
  type: 'object',
  required: ['hotel', 'checkIn', 'checkOut', 'contact', 'guests', 'rooms', 'newsletter', 'note'],
  additionalProperties: false,
  properties: {
    hotel: { type: 'integer' },
    checkIn: { type: 'string', format: 'date' },
    checkOut: { type: 'string', format: 'date' },
    contact: {
      type: 'object',
      required: ['name', 'email', 'phone'],
      additionalProperties: false,
      properties: { name: text(120), email: { ...text(200), format: 'email' }, phone: text(40) },
    },
    guests: {
      type: 'array',
      maxItems: 8,
      items: {
        type: 'object',
        required: ['name', 'age', 'email', 'requests'],
        additionalProperties: false,
        properties: {
          name: text(120),
          age: { type: 'integer' },
          email: { ...text(200), format: 'email' },
          requests: text(500),
        },
      },
    },
    rooms: { type: 'integer' },
    newsletter: { type: 'boolean' },
    note: text(1000),
  },
} as const
