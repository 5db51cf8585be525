/**
 * Invents names for French hotels: "Auberge de la Loutre Grise", "Grand Hôtel des Trois Hérons".
 *
 * A name is a house, by the stars, and an ornament, by the surroundings. Names must fit together in
 * French: articles contract (de + le = du), elide before a vowel and a mute h, and adjectives agree.
 * Nothing here is the name of a real house of the same town: `data/make` compares with the register
 * and stores for each hotel the number of the first attempt that passes. Whoever changes a list here
 * has to make that file again.
 */
import type { Place } from '../places/place.ts'
import { foldWords } from '../places/fold.ts'
import type { Stars } from './hotel-seed.ts'
import { hash, pick } from './random.ts'

/** 'f' or 'm' for the gender, then the noun. */
type Noun = readonly ['f' | 'm', string]

/** Masculine and feminine. */
type Adjective = readonly [string, string]

const ANIMALS = nouns(
  'm Héron, f Loutre, m Cerf, f Alouette, m Renard, f Hirondelle, m Hibou, f Chouette, m Écureuil, ' +
    'f Cigogne, m Cygne, f Grue, m Hérisson, f Hermine, m Loriot, f Mésange, m Merle, f Biche, ' +
    'm Lièvre, f Huppe, m Grillon, f Libellule, m Paon, f Abeille, m Chevreuil, f Fauvette, m Geai, ' +
    'f Colombe, m Faucon, f Tourterelle',
)
const PLANTS = nouns(
  'm Tilleul, f Glycine, m Cèdre, f Pivoine, m Figuier, f Fougère, m Noyer, f Bruyère, m Chêne, ' +
    'f Lavande, m Hêtre, f Aubépine, m Mûrier, f Jonquille, m Magnolia, f Capucine, m Cognassier, ' +
    'f Verveine, m Houx, f Violette',
)
const TOWN = nouns(
  'f Horloge, f Lanterne, m Luthier, f Verrière, m Encrier, f Boussole, m Relieur, f Girouette, ' +
    'm Cadran, f Marelle, m Carillon, f Plume, m Violon, f Lucarne, m Tisserand, f Clé, m Miroir, ' +
    'f Malle, m Kiosque, f Estampe',
)
const COUNTRY = nouns(
  'm Verger, f Fontaine, m Pressoir, f Charrette, m Lavoir, f Meule, m Colombier, f Ruche, m Puits, ' +
    'f Grange, m Sentier, f Prairie, m Potager, f Treille, m Étang, f Cruche',
)
const SEASIDE = nouns(
  'm Goéland, f Mouette, m Phare, f Balise, m Cormoran, f Vague, m Hippocampe, f Sirène, m Sémaphore, ' +
    'f Goélette, m Courlis, f Écume, m Matelot, f Ancre, m Dauphin, f Coquille, m Corail, f Sardine, ' +
    'm Gouvernail, f Voile',
)
const MOUNTAIN = nouns(
  'm Lynx, f Marmotte, m Chamois, f Gentiane, m Bouquetin, f Luge, m Mélèze, f Cascade, m Tétras, ' +
    'm Edelweiss, m Névé, f Clarine, m Gypaète, f Pente, m Sapin, f Moraine, m Traîneau, f Cime',
)

const ADJECTIVES = adjectives(
  'Blanc Blanche, Bleu Bleue, Vert Verte, Gris Grise, Doré Dorée, Argenté Argentée, Rouge Rouge, ' +
    'Noir Noire, Pourpre Pourpre, Discret Discrète, Rêveur Rêveuse, Patient Patiente, ' +
    'Heureux Heureuse, Solitaire Solitaire, Tranquille Tranquille, Lointain Lointaine, ' +
    'Curieux Curieuse, Fidèle Fidèle, Musicien Musicienne, Voyageur Voyageuse',
)
const COMPLEMENTS = ["d'Or", "d'Argent", 'de Minuit', "d'Avril", 'de Mai', 'de Septembre']
const NUMBERS = ['Deux', 'Trois', 'Quatre', 'Cinq', 'Sept', 'Neuf']

/** Small words for small houses: see {@link HOTEL_SIZE}. */
const SMALL_HOUSES = houses(
  'Auberge, Hôtel, Petit Hôtel',
  'Hôtel, Hôtel, Auberge, Petit Hôtel, Relais',
  'Hôtel, Hôtel, Hostellerie, Maison, Relais',
  'Hôtel, Hôtel, Maison, Villa',
  'Hôtel, Maison, Villa',
)
const MOUNTAIN_HOUSES = houses(
  'Auberge, Chalet, Hôtel',
  'Hôtel, Auberge, Chalet, Chalet-Hôtel',
  'Hôtel, Chalet-Hôtel, Chalet, Relais',
  'Hôtel, Grand Chalet, Chalet, Chalet-Hôtel',
  'Grand Chalet, Grand Hôtel, Chalet',
)
const LARGE_HOUSES = houses('Hôtel', 'Hôtel', 'Hôtel', 'Hôtel, Grand Hôtel', 'Grand Hôtel, Palais')

const HOTEL_SIZE = 60 // rooms, from which on nobody would say inn or cottage

/** The h of these is aspirated: "du Héron", not "de l'Héron". */
const ASPIRATED = new Set(['Héron', 'Hérisson', 'Hêtre', 'Hibou', 'Houx', 'Huppe'])

/** Words that do not tell two houses apart. */
const GENERIC = new Set(
  (
    'a au auberge aux bar brasserie chalet clos d de des domaine du et grand grande hostellerie ' +
    'hotel l la le les logis maison manoir palais petit petite relais residence restaurant sarl ' +
    'villa'
  ).split(' '),
)

/** The name that attempt number `attempt` (from 0) gives the hotel with this id. */
export function frenchHotelName(
  hotel: {
    readonly id: number
    readonly place: Place
    readonly stars: Stars
    readonly rooms: number
  },
  attempt: number,
): string {
  const { id, place, stars, rooms } = hotel
  const seed = hash(id, attempt, 1)
  const small = place.ski ? MOUNTAIN_HOUSES : SMALL_HOUSES
  const house = pick((rooms < HOTEL_SIZE ? small : LARGE_HOUSES)[stars], seed, 1)
  return `${house} ${ornament(pick(surroundings(place), seed, 2), seed)}`
}

/** What two names of one town must differ in: "Hôtel du Paon Bleu" and "Le Paon bleu" do not. */
export function nameCore(name: string): string {
  return foldWords(name)
    .filter((word) => !GENERIC.has(word))
    .join('')
}

function surroundings(place: Place): readonly (readonly Noun[])[] {
  if (place.ski) return [MOUNTAIN, MOUNTAIN, ANIMALS, PLANTS]
  if (place.coast) return [SEASIDE, SEASIDE, ANIMALS, PLANTS]
  if (place.population >= 50_000) return [TOWN, TOWN, ANIMALS, PLANTS]
  return [COUNTRY, ANIMALS, PLANTS]
}

function ornament(choices: readonly Noun[], seed: number): string {
  const noun = pick(choices, seed, 3)
  const style = hash(seed, 4) % 20
  if (style < 4) return `des ${pick(NUMBERS, seed, 5)} ${plural(noun[1])}`
  if (style < 7) return `${withArticle(noun)} ${pick(COMPLEMENTS, seed, 6)}`
  if (style < 10) return withArticle(noun)
  const [masculine, feminine] = pick(ADJECTIVES, seed, 7)
  return `${withArticle(noun)} ${noun[0] === 'f' ? feminine : masculine}`
}

function withArticle([gender, noun]: Noun): string {
  const vowel = /^[aeiouyâéèêîôœh]/i.test(noun) && !ASPIRATED.has(noun)
  if (vowel) return `de l'${noun}`
  return gender === 'f' ? `de la ${noun}` : `du ${noun}`
}

function plural(noun: string): string {
  if (/[sxz]$/.test(noun)) return noun
  return noun + (/(eau|hibou)$/i.test(noun) ? 'x' : 's')
}

function nouns(list: string): Noun[] {
  return list.split(', ').map((entry) => [entry.startsWith('f') ? 'f' : 'm', entry.slice(2)])
}

/** One list of houses for each number of stars. */
function houses(...lists: [string, string, string, string, string]): Record<Stars, string[]> {
  const [one, two, three, four, five] = lists
  const words = (list: string): string[] => list.split(', ')
  return { 1: words(one), 2: words(two), 3: words(three), 4: words(four), 5: words(five) }
}

function adjectives(list: string): Adjective[] {
  return list.split(', ').map((entry) => {
    const [masculine = '', feminine = ''] = entry.split(' ')
    return [masculine, feminine]
  })
}
