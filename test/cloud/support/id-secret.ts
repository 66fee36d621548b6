/** What both test clouds derive ids with, so that a test can derive them too. */
export const TEST_ID_SECRET = 'what the clouds of the tests derive ids with'
