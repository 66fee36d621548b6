/** WeChat keeps a mini-program on the phone by itself. */
export function keepBuild(): void {}
