/** The seconds that a test file is expected to take, by its path below `test/`. */
declare function expectedSeconds(path: string): number
export = expectedSeconds
