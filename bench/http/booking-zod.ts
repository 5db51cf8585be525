/** The booking's rules for the servers whose custom is zod. */
import { z } from 'zod'

export const bookingZod = z.strictObject({
  hotel: z.int(),
  checkIn: z.iso.date(),
  checkOut: z.iso.date(),
  contact: z.strictObject({
    name: z.string().max(120),
    email: z.email().max(200),
    phone: z.string().max(40),
  }),
  guests: z
    .array(
      z.strictObject({
        name: z.string().max(120),
        age: z.int(),
        email: z.email().max(200),
        requests: z.string().max(500),
      }),
    )
    .max(8),
  rooms: z.int(),
  newsletter: z.boolean(),
  note: z.string().max(1000),
})

export const pageZod = z.object({
  limit: z.coerce.number().int().min(1).max(100),
  offset: z.coerce.number().int().min(0),
})
