/** The form behind "Choose": one type of room for the wish that the page was about. */
import type { Context } from 'portico'
import { integer, object, type LocalDate } from 'portico/schema'
import { typedValues, wishFields, wishQuery, type Wish } from '../availability/stay-form.ts'
import type { SearchValues } from '../site/search-form.ts'
import type { Party } from './stay.ts'

export interface HoldForm {
  readonly roomType: number
  readonly quantity: number
  readonly checkIn: LocalDate
  readonly checkOut: LocalDate
  readonly party: Party
  /** The total that the guest saw, in minor units; null where the form does not say. */
  readonly seenTotal: number | null
}

const fields = object({
  ...wishFields.fields,
  room_type: integer({ min: 1 }),
  total: integer({ min: 0, nullable: true }),
})

/** What the form sends. The total that was seen goes along, so that another one is never taken for it. */
export function holdFields(roomType: number, wish: Wish, seenTotal: number): [string, string][] {
  return Object.entries({
    room_type: String(roomType),
    ...wishQuery(wish),
    total: String(seenTotal),
  })
}

/** What was sent, for the search form; and what it means, null where that is nothing that can be held. */
export async function readHoldForm(
  ctx: Context,
): Promise<{ readonly values: SearchValues; readonly hold: HoldForm | null }> {
  const form = await ctx.form()
  const values = typedValues(
    new URLSearchParams(
      Object.entries(form).map(([name, value]): [string, string] => [name, String(value)]),
    ),
  )
  const result = fields.fromText['~standard'].validate(form)
  if (result.issues !== undefined) return { values, hold: null }
  const { room_type: roomType, rooms: quantity, adults, children, total: seenTotal } = result.value
  const { check_in: checkIn, check_out: checkOut } = result.value
  return {
    values,
    hold: { roomType, quantity, checkIn, checkOut, party: { adults, children }, seenTotal },
  }
}
