/** Whether a party sleeps in rooms of one type: the same for every page that offers rooms. */
import { guestsOf, type Party } from '../booking/stay.ts'

export interface Sleeps {
  readonly maxAdults: number
  readonly maxGuests: number
}

/** True when `quantity` such rooms have a place for everybody, and enough places for adults. */
export function fitsParty(room: Sleeps, party: Party, quantity: number): boolean {
  return room.maxAdults * quantity >= party.adults && room.maxGuests * quantity >= guestsOf(party)
}
