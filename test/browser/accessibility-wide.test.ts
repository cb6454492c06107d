import { testAccessibility } from '../support/accessibility.ts'
import { WIDE } from '../support/browser.ts'

await testAccessibility({ viewport: WIDE, allLight: 'en' })
