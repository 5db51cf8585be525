import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readTable } from './read-table.ts'

describe('readTable', () => {
  it('reads every row with its cells in order', () => {
    const rows = readTable('bookings.tsv.br', ['hotel', 'arrival', 'lead', 'nights', 'outcome'])
    assert.equal(rows.length, 119_390)
    assert.deepEqual(rows[0], ['r', '16617', '342', '0', ''])
  })

  it('refuses a file whose rows have other columns', () => {
    assert.throws(() => readTable('bookings.tsv.br', ['hotel', 'arrival']), {
      message:
        'Line 1 of bookings.tsv.br has 5 cells, not hotel, arrival. ' +
        'Restore the file from the repository.',
    })
  })
})
