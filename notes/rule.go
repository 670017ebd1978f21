package notes

import (
	"fmt"

	"github.com/teambition/rrule-go"
)

func index(field string, i int) string { return fmt.Sprintf("%s[%d]", field, i) }

// validRule reports whether s is a recurrence rule such as FREQ=WEEKLY;INTERVAL=2 (RFC 5545), with or without "RRULE:".
func validRule(s string) bool {
	_, err := rrule.StrToROption(s)
	return err == nil
}
