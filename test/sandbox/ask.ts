import http from 'node:http'

/** One request with exactly these headers, Host included. */
export const ask = (url: string, method: string, headers: Record<string, string>, body?: string) =>
  new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const answered = async (response: http.IncomingMessage) => {
      let text = ''
      for await (const chunk of response) text += String(chunk)
      resolve({ status: response.statusCode, text })
    }
    const asking = http.request(url, { method, headers, agent: false }, (response) => void answered(response))
    asking.on('error', reject)
    asking.end(body)
  })
