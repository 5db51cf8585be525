/** The form in which the guest says who is coming: as it was typed, what it means, what is wrong. */
import { randomBytes } from 'node:crypto'
import type { Context } from 'portico'
import { email, object, text } from 'portico/schema'
import type { FieldError } from '../site/field.ts'
import type { GuestValues } from '../site/guest-page.ts'
import type { Guest } from './booking.ts'

export interface GuestForm {
  readonly values: GuestValues
  readonly guest: Guest | null
  readonly errors: readonly FieldError[]
  /**
   * Of this copy of the form. Sent twice, it books once, and both answers show the way to the booking;
   * whoever merely knows the hold has a copy with another key, and is shown nothing.
   */
  readonly key: string
}

export const KEY_FIELD = 'key'

const fields = object({ name: text({ min: 1, max: 120 }), email: email() })

const MESSAGES: Readonly<Record<keyof GuestValues, string>> = {
  name: 'Write your full name, in up to 120 characters.',
  email: 'Complete the e-mail address, such as ada@example.com.',
}

/** The form before anything was typed. */
export function emptyGuestForm(): GuestForm {
  return { values: { name: '', email: '' }, guest: null, errors: [], key: newKey() }
}

/** Throws HttpError as `ctx.form()`. */
export async function readGuestForm(ctx: Context): Promise<GuestForm> {
  const form = await ctx.form()
  const values = { name: textOf(form['name']), email: textOf(form['email']) }
  const key = textOf(form[KEY_FIELD])
  const result = fields['~standard'].validate(values)
  return {
    values,
    guest: result.issues === undefined ? result.value : null,
    errors: result.issues === undefined ? [] : errorsOf(result.issues),
    // A key that was not ours could be short enough to guess.
    key: /^[\w-]{43}$/.test(key) ? key : newKey(),
  }
}

/** 256 random bits in base64url. */
function newKey(): string {
  return randomBytes(32).toString('base64url')
}

/** One line without control characters, which no name and no address has. */
function textOf(value: string | readonly string[] | undefined): string {
  const one = typeof value === 'string' ? value : (value?.at(-1) ?? '')
  return one.replaceAll(/\p{Cc}+/gu, ' ').trim()
}

function errorsOf(issues: readonly { readonly path?: readonly unknown[] | undefined }[]) {
  const names = new Set(issues.map((issue) => issue.path?.[0]))
  return Object.entries(MESSAGES).flatMap(([field, message]): FieldError[] =>
    names.has(field) ? [{ field, message }] : [],
  )
}
