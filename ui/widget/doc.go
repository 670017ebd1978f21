// Package widget holds the parts that the pages of Rapport share. It knows plain values only, no record of the
// program. Everything follows a live switch of the theme, can be worked with the keyboard, and changes nothing in a
// Refresh without a change. Import it as w.
//
// Words, icons, fills:
//
//	Text         NewText, NewElided, NewWrapped (text, style); NewSpans(spans…).Elide() / .Wrap(maxLines)
//	Style        Display Title Heading CardTitle Note Body Strong Small SmallStrong Caption CaptionStrong; .In(colour) .Marked .Struck .Span
//	Icon         NewIcon(name, colour, size)
//	Fill         NewFill(colour), NewPanel(fill, edge, radius), NewLine(), NewVLine()
//	Logo         NewLogo()
//
// Layout (containers):
//
//	HStack(gap, …) VStack(gap, …) with Spacer() and Grow(o); Columns(gap, ratios, …); FixedLeft, FixedRight (width, gap, a, b);
//	Pad(o, top, right, bottom, left) Inset(o, all) Sized(o, w, h) Centred(o, limit) WrapRow(gap, lineGap, …) Behind(o, colour) Rows(…)
//
// Parts:
//
//	Button       NewButton(text, Primary|Plain|Quiet|Link, tapped).WithIcon .WithTrail .Small .Danger; NewIconButton(icon, label, kind, tapped)
//	Card         NewCard(parts…), NewTintedCard(fill, edge, parts…), CardBody(o), NewCardHead(title, count, right)
//	Chip         NewChip(text, icon, Neutral|Good|Warn|Bad|Info)
//	KeyCap       NewKeyCap(text)
//	Avatar       NewAvatar(name, index, size); Initials(name)
//	Check        NewCheck(text, on, changed).WithStyle .Struck .Steady
//	ProgressBar  NewProgressBar(value, expected *float64, height)
//	Row          NewRow(height, content, tapped).Edged .Rounded .Bottom .WithSide; LinkRows(rows…)
//	NavItem      NewNavItem(icon, text, tapped).Wordless; SetRail, SetOn
//	PersonItem   NewPersonItem(name, index, sign, tapped); SetRail, SetOn
//	Segmented    NewSegmented(options, selected, changed).WithIcons .WithHeight .Ticked .Tight .AllowNone; NewWorkload(selected, changed)
//	Tabs         NewTabs([]Tab{{Text, Count}}, selected, changed)
//	Entry        NewEntry, NewPasswordEntry (placeholder), NewMultiEntry(placeholder, rows); SetError, SetCaption, OnShortcut, OnKey, OnEnter, OnEscape
//	Field        Field(label, hint, object)
//	EmptyState   EmptyState(sentence, action, tapped)
package widget
