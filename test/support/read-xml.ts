import { XMLParser, XMLValidator } from 'fast-xml-parser'

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: { enabled: true, maxTotalExpansions: 1e9, maxExpandedLength: 1e9 },
  isArray: (name) => name === 'entry' || name === 'item',
})

/** XML as objects, attributes behind an `@`; throws where it is not well-formed. */
export function readXml(source: string) {
  const wellFormed = XMLValidator.validate(source)
  if (wellFormed !== true) throw new Error(wellFormed.err.msg)
  return parser.parse(source)
}
