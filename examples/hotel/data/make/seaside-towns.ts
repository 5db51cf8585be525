/**
 * French towns by the sea that the coarse coast line misses: they lie in a bay, behind a lagoon, or
 * on an island that is not drawn. Keys of `townKey` by department, written by hand from the list of
 * towns within 9 km of the drawn coast and of the islands.
 */

const TOWNS: Readonly<Record<string, string>> = {
  '11': 'gruissan',
  '17':
    'arsenre bourcefranclechapus iledaix lacouardesurmer leboisplageenre rivedouxplage ' +
    'saintemariedere saintmartindere',
  '20': 'patrimonio',
  '22': 'iledebrehat lancieux plestinlesgreves treguier',
  '29':
    'concarneau douarnenez fouesnant iledebatz laforetfouesnant locquirec ouessant penmarch ' +
    'plonevezporzay',
  '30': 'aiguesmortes',
  '33': 'gujanmestras hourtin lacanauocean latestedebuch',
  '34': 'bouzigues meze',
  '40': 'biscarrosse seignosse',
  '44': 'prefailles',
  '50': 'auderville',
  '56':
    'arzon auray bangor carnac etel groix guidel iledhoedic lepalais plouharnel ' +
    'quiberon saintpierrequiberon sauzon',
  '62': 'cucq etaples',
  '64': 'ciboure hendaye saintjeandeluz',
  '66': 'argelessurmer collioure saintcyprien',
  '80': 'lecrotoy saintvalerysursomme',
  '83': 'frejus portgrimaud',
  '85': 'barbatre liledyeu noirmoutierenlile notredamedemonts',
  '971': 'ladesirade',
}

const KEYS = new Set(
  Object.entries(TOWNS).flatMap(([department, towns]) =>
    towns.split(' ').map((town) => `${department} ${town}`),
  ),
)

export function isSeasideTown(department: string, townKey: string): boolean {
  return KEYS.has(`${department} ${townKey}`)
}
