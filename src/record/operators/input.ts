import { Type } from 'typebox'

import { ANNOUNCEMENT_KINDS, HELP_TOPICS } from '../../domain/announcement.ts'
import { IMPACTS } from '../../domain/incident.ts'
import { INSTANT_FORM } from '../../lib/instant.ts'
import { FROM_NOW_FORM } from './read-input.ts'

/** What people write into the YAML files of `wallet-status incident`, `announce` and `maintenance`. */

const strict = { additionalProperties: false }

const language = (name: string) => Type.String({ pattern: '\\S', expects: `a text in ${name}` })

const text = (description: string) =>
  Type.Object(
    { 'zh-CN': language('Chinese'), en: language('English') },
    { ...strict, description, expects: 'a text in both languages, zh-CN and en' },
  )

const texts = (description: string) =>
  Type.Array(text('One of them.'), { description, expects: 'a list of texts, each in both languages' })

const moment = (description: string) =>
  Type.String({ minLength: 1, description, expects: `a moment such as ${INSTANT_FORM}` })

const ids = (description: string) =>
  Type.Array(Type.String({ minLength: 1, expects: 'the id of a component' }), {
    minItems: 1,
    uniqueItems: true,
    description,
    expects: 'a list of component ids, at least one, each once',
  })

const choice = <const Value extends string>(values: readonly Value[], description: string) =>
  Type.Enum<Value[]>([...values], { description, expects: `one of ${values.join(', ')}` })

const name = (description: string) => Type.String({ pattern: '\\S', description, expects: 'a name' })

const Money = Type.Object(
  {
    balanceSafe: Type.Optional(choice(['yes', 'checking', 'no'], 'Whether balances are safe.')),
    approvedBy: Type.Optional(name('Who answers for "yes"; never shown.')),
    pendingRule: Type.Optional(text('What becomes of money that was charged and has not arrived.')),
    refundBy: Type.Optional(text('By when it is returned.')),
    duplicates: Type.Optional(text('What becomes of double charges.')),
    stillOpen: Type.Optional(
      Type.Boolean({
        description: 'Of one that is over: whether some of the money is not settled yet.',
        expects: 'true or false',
      }),
    ),
    actionNeeded: Type.Optional(choice(['none', 'check', 'contact'], 'What readers must do.')),
  },
  { ...strict, expects: 'the money block' },
)

const Eta = Type.Object(
  {
    kind: choice(['none', 'range', 'time'], 'How much is known about the end.'),
    fromAt: Type.Optional(moment('With range: not before this.')),
    toAt: Type.Optional(moment('With range: not after this.')),
    at: Type.Optional(moment('With time: at this moment.')),
  },
  { ...strict, expects: 'a mapping with kind' },
)

export const AnswersInput = Type.Object(
  {
    scope: Type.Optional(text('What is affected, in plain words.')),
    notAffected: Type.Optional(texts('What is not affected.')),
    stillWorks: Type.Optional(texts('What to use instead.')),
    doNow: Type.Optional(texts('What to do now.')),
    dont: Type.Optional(texts('What to leave alone.')),
    cause: Type.Optional(text('Why it happened, in plain words.')),
    money: Type.Optional(Money),
    eta: Type.Optional(Eta),
    nextUpdateAt: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'When the next word comes at the latest; may be counted from now.',
        expects: `a moment such as ${FROM_NOW_FORM}`,
      }),
    ),
  },
  { ...strict, expects: 'the answers to readers’ questions' },
)

const affected = <const Value extends string>(states: readonly Value[], description: string) =>
  Type.Array(
    Type.Object(
      {
        id: Type.String({ minLength: 1, expects: 'the id of a component' }),
        state: choice(states, 'How it is for readers; shown where probes see nothing worse.'),
      },
      { ...strict, expects: 'a mapping with id and state' },
    ),
    { minItems: 1, description, expects: 'a list of components with id and state, at least one' },
  )

const IMPAIRED = ['degraded', 'partial_outage', 'major_outage'] as const

const PHASES_BEFORE_THE_END = ['investigating', 'identified', 'monitoring', 'reconciling'] as const

export const OpenIncidentInput = Type.Object(
  {
    title: text('The incident in a few words.'),
    phase: Type.Optional(choice(PHASES_BEFORE_THE_END, 'How far it is; investigating unless said.')),
    impact: Type.Optional(
      choice(IMPACTS, 'How much it matters; worked out from the components unless said.'),
    ),
    components: affected(IMPAIRED, 'What is affected.'),
    startedAt: Type.Optional(moment('When the trouble began; now unless said.')),
    body: text('The first update.'),
    answers: AnswersInput,
  },
  { ...strict, expects: 'a mapping' },
)

export const UpdateIncidentInput = Type.Object(
  {
    title: Type.Optional(text('A better title.')),
    phase: Type.Optional(choice([...PHASES_BEFORE_THE_END, 'postmortem'], 'How far it is now.')),
    impact: Type.Optional(choice(IMPACTS, 'How much it matters.')),
    components: Type.Optional(
      affected(['operational', ...IMPAIRED], 'What is affected in another way now, or works again.'),
    ),
    body: text('The update.'),
    answers: Type.Optional(AnswersInput),
  },
  { ...strict, expects: 'a mapping' },
)

export const ResolveIncidentInput = Type.Object(
  {
    body: text('The last update.'),
    answers: Type.Optional(AnswersInput),
    reconciliation: Type.Optional(
      Type.Object(
        {
          done: Type.Literal(true, {
            expects: 'true once every transaction has been checked: write true, not yes',
          }),
          by: name('Who did it; never shown.'),
          pendingCount: Type.Integer({
            minimum: 0,
            expects: 'how many transactions are still open, 0 or more',
          }),
          statement: Type.Optional(text('What becomes of those still open.')),
        },
        { ...strict, expects: 'the statement that money has been matched' },
      ),
    ),
  },
  { ...strict, expects: 'a mapping' },
)

export const AnnouncementInput = Type.Object(
  {
    kind: choice(ANNOUNCEMENT_KINDS, 'What it is about.'),
    title: text('The title.'),
    body: text('The text, in Markdown.'),
    helpTopics: Type.Optional(
      Type.Array(choice(HELP_TOPICS, 'One help page.'), {
        uniqueItems: true,
        description: 'Help pages that link it while it is in force.',
        expects: 'a list of help topics',
      }),
    ),
    components: Type.Optional(ids('Components it is about.')),
    incidentId: Type.Optional(Type.String({ minLength: 1, description: 'The incident it belongs to.' })),
    effectiveAt: Type.Optional(moment('In force from here on; now unless said.')),
    expiresAt: Type.Optional(moment('In force until here; until withdrawn unless said.')),
  },
  { ...strict, expects: 'a mapping' },
)

export const MaintenanceInput = Type.Object(
  {
    title: text('The title.'),
    body: text('What is done and why.'),
    components: ids('What is worked on.'),
    notAffected: Type.Optional(texts('What stays available.')),
    delayed: Type.Optional(texts('What is late.')),
    mayFail: Type.Optional(texts('What may fail.')),
    startsAt: moment('When it begins.'),
    endsAt: moment('When it ends.'),
  },
  { ...strict, expects: 'a mapping' },
)

/** The same keys as a plan's; what is left out stays as it was. */
export const UpdateMaintenanceInput = Type.Partial(MaintenanceInput, { ...strict, expects: 'a mapping' })
