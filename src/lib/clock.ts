/** The present moment, epoch ms UTC. Passed as an argument so that tests own time. */
export type Clock = () => number

export const systemClock: Clock = () => Date.now()
