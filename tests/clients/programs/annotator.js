// Where Apache Annotator finds the quotations of the annotations in the article.
const { JSDOM } = require('jsdom')
const fs = require('fs')

const { version } = require(`${process.env.NODE_PATH}/@apache-annotator/dom/package.json`)

const [file, article] = process.argv.slice(2)
const { window } = new JSDOM('<pre></pre>')
Object.assign(global, { window, document: window.document, Node: window.Node, Range: window.Range,
  NodeFilter: window.NodeFilter })
const { createTextQuoteSelectorMatcher } = require('@apache-annotator/dom')

async function main() {
  const pre = document.querySelector('pre')
  pre.textContent = fs.readFileSync(article, 'utf-8')
  const found = []
  for (const { target } of JSON.parse(fs.readFileSync(file, 'utf-8')).items) {
    for (const { selector } of [target].flat()) {
      const quote = selector.find(({ type }) => type === 'TextQuoteSelector')
      const places = []
      for await (const range of createTextQuoteSelectorMatcher(quote)(pre)) {
        places.push([range.startOffset, range.endOffset])
      }
      found.push(places)
    }
  }
  console.log(JSON.stringify({ version, found }))
}

main()
