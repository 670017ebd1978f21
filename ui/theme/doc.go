// Package theme holds the colours, sizes, icons and avatar fills of Rapport, light and dark.
//
// Colours have names ([Accent], [Text2], …); [Color] gives the value for the variant in use, so a widget that
// asks again in its Refresh follows a live switch. Icons are stroke SVGs coloured by [Icon].
package theme
