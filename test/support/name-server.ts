import { createSocket } from 'node:dgram'
import { once } from 'node:events'

import { decode, encode, RECURSION_DESIRED, type Answer } from 'dns-packet'
import type { Test } from 'tap'

const NXDOMAIN = 3

/** A name server on loopback that answers from these records; a name without any does not exist, `mute.example` gets no answer, and `late.example` one after 40 ms. Closes when the test ends. */
export async function startNameServer(t: Test, records: readonly Answer[]): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (message, { port, address }) => {
    const { id, questions = [] } = decode(message)
    const [question] = questions
    if (question === undefined || question.name === 'mute.example') return
    const named = records.filter(({ name }) => name === question.name)
    const answers = named.filter(({ type }) => type === question.type)
    const flags = RECURSION_DESIRED | (named.length === 0 ? NXDOMAIN : 0)
    const packet = encode({
      type: 'response',
      ...(id === undefined ? {} : { id }),
      flags,
      questions,
      answers,
    })
    const send = (): void => socket.send(packet, port, address)
    if (question.name === 'late.example') setTimeout(send, 40)
    else send()
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  t.teardown(() => socket.close())
  return `127.0.0.1:${socket.address().port}`
}
