/** What a hotel offers, in the words of the site. */
import { AMENITIES, type Amenity } from '../seed/amenities.ts'

const NAMES: Readonly<Record<Amenity, string>> = {
  wifi: 'Wi-Fi',
  breakfast: 'Breakfast',
  'reception-24h': 'Reception day and night',
  lift: 'Lift',
  'air-conditioning': 'Air conditioning',
  parking: 'Parking',
  'ev-charging': 'Charging for electric cars',
  'step-free': 'Step-free access',
  pets: 'Pets welcome',
  bar: 'Bar',
  restaurant: 'Restaurant',
  gym: 'Gym',
  pool: 'Pool',
  spa: 'Spa',
}

/** Those whose bit is set, in the order of display. */
export function amenityNames(bits: number): readonly string[] {
  return AMENITIES.filter((_, i) => ((bits >> i) & 1) === 1).map((amenity) => NAMES[amenity])
}
