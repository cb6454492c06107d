/** The file that the package builds for browsers: all of it in a ninth of the source. */
declare module 'handlebars/dist/handlebars.min.js' {
  import Handlebars from 'handlebars'
  export = Handlebars
}
