/** A URL as a log may hold it: tokens in it open somebody's subscription. */
export function shownUrl(url: string): string {
  return url.replace(/\/(subscriptions|confirm)\/[^/?#]+/g, '/$1/…').replace(/\?.*$/, '')
}
