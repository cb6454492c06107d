/** The test account of the pretend wallet. Public on purpose: it opens nothing but a process on this machine. */
export const CLIENT_ID = 'status-probe'
export const CLIENT_SECRET = 'sandbox-secret'
/** Key of the sorted-parameter signature, for requests, answers and callbacks alike. */
export const SIGN_KEY = 'sandbox-sign-key'
