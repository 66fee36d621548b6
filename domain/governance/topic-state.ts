/**
 * Where a topic stands. `gathering`: people support it; `voting`: a deliberation with a sealed vote; `counted`: the vote is over and
 * its result is known; `decided`: published with reasons.
 */
export type TopicState = 'gathering' | 'voting' | 'counted' | 'decided'
