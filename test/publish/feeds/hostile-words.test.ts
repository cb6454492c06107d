import fc from 'fast-check'
import ICAL from 'ical.js'
import t from 'tap'

import { lines, textProperty } from '../../../src/publish/feeds/icalendar.ts'
import { element, xmlDocument } from '../../../src/publish/feeds/xml.ts'
import { sampleIncident, sampleMaintenance } from '../../support/sample-news.ts'
import { writeFeed } from '../../support/sample-feeds.ts'
import { readXml } from '../../support/read-xml.ts'
import { SAMPLE_NOW } from '../../support/sample-snapshot.ts'
import { text } from '../../support/sample-words.ts'

/** Free text, and pieces that mean something to one of the formats. */
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc
    .array(
      fc.constantFrom(
        ']]>',
        '<![CDATA[',
        '</content>',
        '</title><entry/>',
        '&amp;',
        '&#0;',
        '<!--',
        '<script>alert(1)</script>',
        '"',
        '\\',
        '\\n',
        ';',
        ',',
        ':',
        '\r\n',
        '\n',
        '\r',
        '\u2028',
        '\u0085',
        '\u0000',
        '\u001f',
        '\ud83d',
        '\udca9',
        '\uffff',
        '\r\nEND:VEVENT\r\nBEGIN:VEVENT',
        '银行维护',
        '😀',
      ),
      { maxLength: 40 },
    )
    .map((pieces) => pieces.join('')),
)

/** What XML 1.0 may hold (production 2), and its line ends as a parser hands them out. */
const asXmlHolds = (value: string) =>
  value.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')

void t.test('no text breaks out of an element or an attribute, and none is lost', async (t) => {
  fc.assert(
    fc.property(words, (value) => {
      const { a } = readXml(xmlDocument(element('a', { b: `.${value}.` }, `.${value}.`)))
      // A parser makes blanks of line ends in attributes; ours hold addresses, which have none.
      t.equal(a['@b'].replaceAll(/\s/g, ' '), `.${asXmlHolds(value)}.`.replaceAll(/\s/g, ' '))
      t.equal(a['#text'], `.${asXmlHolds(value)}.`)
    }),
  )
})

void t.test('no text ends a calendar line, and none is folded within a character', async (t) => {
  fc.assert(
    fc.property(words, (value) => {
      const written = lines(textProperty('SUMMARY', value))
      for (const line of written.split('\r\n')) {
        t.ok(Buffer.byteLength(line) <= 75)
        t.notMatch(line, /(?!\t)\p{Cc}|[\u2028\u2029]/u)
        t.ok(line.isWellFormed(), 'no half of a character')
      }
      const unfolded = written.replaceAll('\r\n ', '')
      t.equal(unfolded.match(/\r\n/g)?.length, 1)
      const [, [[, , , read]]] = ICAL.parse(`BEGIN:VEVENT\r\n${written}END:VEVENT\r\n`)
      const expected = value
        .toWellFormed()
        .replaceAll(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, '\n')
        .replaceAll(/(?![\t\n])\p{Cc}/gu, '')
      t.equal(read, expected)
    }),
  )
})

void t.test('whole feeds stay one incident, one announcement and one piece of work', async (t) => {
  await fc.assert(
    fc.asyncProperty(words, words, async (title, body) => {
      const incident = sampleIncident(SAMPLE_NOW)
      const announcement = {
        id: 'a',
        kind: 'rules',
        title: text(title, title),
        body: text(body, body),
        helpTopics: [],
        componentIds: [],
        publishedAt: SAMPLE_NOW,
        effectiveAt: SAMPLE_NOW,
      } as const
      const work = {
        ...sampleMaintenance(SAMPLE_NOW, false),
        title: text(title, title),
        body: text(body, body),
        mayFail: [text(body, title)],
      }
      const news = {
        incidents: async () => [
          {
            ...incident,
            title: text(title, title),
            answers: { ...incident.answers, scope: text(body, body) },
            updates: incident.updates.map((update) => ({ ...update, body: text(body, body) })),
          },
        ],
        announcements: async () => [announcement],
        maintenances: async () => [work],
      }
      const written = async (name: Parameters<typeof writeFeed>[0]) => (await writeFeed(name, { news })) ?? ''
      const [atom, rss] = [await written('history-atom'), await written('history-rss')]
      for (const xml of [atom, rss]) t.equal(xml, asXmlHolds(xml))
      const { feed } = readXml(atom)
      const { items } = JSON.parse(await written('feed-json'))
      const { item } = readXml(rss).rss.channel
      t.strictSame([feed.entry.length, item.length, items.length], [3, 3, 3])
      for (const [index, { content_html }] of items.entries()) {
        t.notMatch(content_html, /<(?:script|!|entry)/)
        t.equal(feed.entry[index].content['#text'], asXmlHolds(content_html))
      }
      const [name, , events] = ICAL.parse(await written('calendar'))
      t.strictSame([name, events.length], ['vcalendar', 1])
    }),
    { numRuns: 60 },
  )
})
