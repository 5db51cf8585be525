export {
  defineField,
  type Field,
  type FieldKind,
  type FieldOptions,
  type FieldRules,
  type Fields,
  type FieldWith,
  type InputOf,
  type RowOf,
  type ValueOf,
  type ValueOptions,
  valueWhenAbsent,
} from './field.ts'
export { boolean } from './fields/boolean.ts'
export { choice } from './fields/choice.ts'
export { date } from './fields/date.ts'
export { decimal, type DecimalOptions } from './fields/decimal.ts'
export { email } from './fields/email.ts'
export { instant } from './fields/instant.ts'
export { integer, type IntegerOptions } from './fields/integer.ts'
export { json, type Json, type JsonArray, type JsonObject } from './fields/json.ts'
export { money, type MoneyOptions } from './fields/money.ts'
export { slug, type SlugOptions } from './fields/slug.ts'
export { text, type TextOptions } from './fields/text.ts'
export { url, type UrlOptions } from './fields/url.ts'
export { uuid, type UuidOptions, uuidV7 } from './fields/uuid.ts'
export { version } from './fields/version.ts'
export { describeField, type JsonSchema, type JsonType } from './json-schema.ts'
export { list, type ListField, type ListOptions } from './list.ts'
export { object, type ObjectField } from './object.ts'
export type { Schema, Validator } from './validator.ts'
export { currencyDigits, isCurrency } from './values/currency.ts'
export { type Decimal, decimalOf } from './values/decimal.ts'
export { type Instant, instantOf, isInstant, now, zonedInstant } from './values/instant.ts'
export {
  addDays,
  dayNumber,
  daysBetween,
  fromDayNumber,
  isLocalDate,
  type LocalDate,
  localDate,
  today,
  weekday,
} from './values/local-date.ts'
export {
  addMoney,
  allocate,
  decimalText,
  formatMoney,
  type Money,
  moneyOf,
  parseMoney,
  percentOf,
} from './values/money.ts'
