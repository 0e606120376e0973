// The package as the JavaScript library of Data Package 1 reads it: its rows, as JSON.
const { Package } = require('datapackage')
const { version } = require('datapackage/package.json')

const day = (value) => (value instanceof Date
  ? [value.getFullYear(), value.getMonth() + 1, value.getDate()]
      .map((part) => String(part).padStart(2, '0')).join('-')
  : value)

async function main(descriptor) {
  const found = await Package.load(descriptor)
  const tables = {}
  for (const resource of found.resources.filter((one) => one.tabular)) {
    await resource.checkRelations()
    const rows = await resource.read({ keyed: true })
    tables[resource.name] = rows.map((row) => Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, day(value)])))
  }
  console.log(JSON.stringify({ version, valid: found.valid, tables }))
}

main(process.argv[2])
