/** A URL as a log may hold it: tokens in it open somebody's subscription, ticket or loss notice. */
export function shownUrl(url: string): string {
  return url.replace(/\/(subscriptions|confirm|feedback|notice)\/[^/?#]+/g, '/$1/…').replace(/\?.*$/, '')
}
