package theme

// Type sizes, in Fyne units.
const (
	SizeDisplay  float32 = 28 // page title, bold
	SizeTitle    float32 = 22 // bold
	SizeHeading  float32 = 16 // bold
	SizeCardHead float32 = 15 // bold; also the notes editor, regular
	SizeBody     float32 = 14
	SizeSmall    float32 = 13
	SizeCaption  float32 = 12 // the smallest
)

// Corner radii.
const (
	RadiusPalette float32 = 12
	RadiusCard    float32 = 10
	RadiusControl float32 = 8 // button, entry, segment
	RadiusSmall   float32 = 6 // small button, chip
	RadiusCheck   float32 = 5
	RadiusKey     float32 = 4
)

// Heights.
const (
	HeightTopbar   float32 = 72
	HeightTabs     float32 = 40
	HeightCardHead float32 = 44
	HeightButton   float32 = 36 // also entry, nav item, status bar
	HeightSmall    float32 = 28 // small button
	HeightSegment  float32 = 32
	HeightFilter   float32 = 24
	HeightChip     float32 = 20
)

// The shell.
const (
	WidthSidebar float32 = 200
	WidthRail    float32 = 72
	WidthNarrow  float32 = 1180 // below this the sidebar is the rail and the side padding 16
	WidthMax     float32 = 1440 // content is centred above this
)
