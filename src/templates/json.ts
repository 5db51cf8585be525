/**
 * Data for a script: `<script type="application/json">${json(data)}</script>`, to be read with
 * `JSON.parse(element.textContent)`.
 *
 * The wrapper is for the types alone: without it an object in a hole, which in text could only
 * print "[object Object]", would have to be allowed everywhere.
 */
export class Json {
  readonly value: unknown

  constructor(value: unknown) {
    this.value = value
  }
}

/** Marks `value` as data; whatever `JSON.stringify` accepts. */
export function json(value: unknown): Json {
  return new Json(value)
}
