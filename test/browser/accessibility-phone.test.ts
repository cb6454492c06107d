import { testAccessibility } from '../support/accessibility.ts'
import { PHONE } from '../support/browser.ts'

await testAccessibility({ viewport: PHONE, allLight: 'zh-CN' })
