import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCsv, type CsvRow } from './csv.ts'
import { departmentOf, frenchArea } from './french-regions.ts'
import { cleanTown, townKey, townName } from './french-town-names.ts'

describe('parseCsv', () => {
  const texts: [name: string, text: string, rows: CsvRow[]][] = [
    ['nothing', '', []],
    ['a header alone', 'a,b\n', []],
    ['plain cells', 'a,b\n1,2\n', [{ a: '1', b: '2' }]],
    ['no line end at the end', 'a,b\n1,2', [{ a: '1', b: '2' }]],
    ['CRLF', 'a,b\r\n1,\r\n', [{ a: '1', b: '' }]],
    [
      'quotes, commas and lines in a cell',
      'a,b\n"x, ""y""","1\n2"\n',
      [{ a: 'x, "y"', b: '1\n2' }],
    ],
  ]
  for (const [name, text, rows] of texts) {
    it(`reads ${name}`, () => {
      assert.deepEqual(parseCsv(text), rows)
    })
  }

  it('refuses a row that is cut off', () => {
    assert.throws(() => parseCsv('a,b\n1,2\n3\n'), {
      message: 'Row 3 has 1 cells, its header has 2.',
    })
  })
})

describe('townName', () => {
  const names: [spellings: string[], name: string][] = [
    [['SAINT-RÉMY-DE-PROVENCE'], 'Saint-Rémy-de-Provence'],
    [['JUAN LES PINS', 'JUAN-LES-PINS'], 'Juan-les-Pins'],
    [['MEGEVE', 'MEGÈVE', 'MEGEVE'], 'Megève'],
    [['LE CHAMBON-SUR-LIGNON'], 'Le Chambon-sur-Lignon'],
    [["L'HOSPITALET-PRÈS-L'ANDORRE"], "L'Hospitalet-près-l'Andorre"],
    [['ST ETIENNE EN DEVOLUY'], 'Saint-Etienne-en-Devoluy'],
    [["VAL D'ISÈRE", "VAL-D'ISÈRE"], "Val-d'Isère"],
  ]
  for (const [spellings, name] of names) {
    it(`writes ${spellings.join(' or ')} as ${name}`, () => {
      assert.equal(townName(spellings), name)
    })
  }
})

describe('townKey', () => {
  const same: [a: string, b: string][] = [
    ['ATHIS-MONS - 91200', 'ATHIS-MONS'],
    ["FONTEVRAUD L' ABBAYE", "FONTEVRAUD-L'ABBAYE"],
    ['ST ETIENNE EN DEVOLUY', 'SAINT-ÉTIENNE-EN-DÉVOLUY'],
    ['SAINT-FRANÇOIS, GUADELOUPE', 'SAINT-FRANÇOIS'],
  ]
  for (const [a, b] of same) {
    it(`takes ${a} and ${b} for one town`, () => {
      assert.equal(townKey(a), townKey(b))
    })
  }

  it('leaves the name itself in capitals for others to compare', () => {
    assert.equal(cleanTown('PERROS -GUIREC'), 'PERROS-GUIREC')
  })
})

describe('frenchArea', () => {
  const areas: [postcode: string, country: string, region: string, timeZone: string][] = [
    ['69002', 'FR', 'FR.84', 'Europe/Paris'],
    ['20169', 'FR', 'FR.94', 'Europe/Paris'],
    ['97413', 'RE', 'RE.RE', 'Indian/Reunion'],
    ['97133', 'BL', '', 'America/St_Barthelemy'],
    ['97150', 'MF', '', 'America/Marigot'],
  ]
  for (const [postcode, country, region, timeZone] of areas) {
    it(`finds ${postcode} in ${country}`, () => {
      assert.deepEqual(frenchArea(postcode), { country, region, timeZone })
    })
  }

  it('refuses a postcode of no department', () => {
    assert.throws(() => frenchArea('99000'), {
      message: 'Postcode 99000 is in no French department.',
    })
  })
})

describe('departmentOf', () => {
  it('has three digits overseas', () => {
    assert.deepEqual([departmentOf('01000'), departmentOf('97413')], ['01', '974'])
  })
})
