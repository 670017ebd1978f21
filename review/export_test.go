package review

// For the tests that also write documents, which package render does: it imports this one.
var (
	Priya   = priya
	Golden  = golden
	Visible = visible
)
