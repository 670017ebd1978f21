package ui

import (
	"reflect"

	"rapport/storage"
)

// changeWithUndo changes a record and offers to undo it. Undo takes back the fields that the change touched and no others, so that what was
// changed elsewhere meanwhile stays.
func changeWithUndo[T storage.Record](a *App, record T, said string, f func(*T)) {
	var was, is T // as the write found and left it; of the writer's goroutine
	change(a, record, func(x T) (T, error) {
		was = x
		f(&x)
		is = x
		return x, nil
	})
	a.offerUndo(said, func() {
		change(a, record, func(now T) (T, error) { return takenBack(now, was, is), nil })
	})
}

// takeBack undoes a change that is written already.
func takeBack[T storage.Record](a *App, was, is T) {
	change(a, is, func(now T) (T, error) { return takenBack(now, was, is), nil })
}

// takenBack is a record as it is now without a change that made is of was: the fields that it changed, as far as they still are what it
// made of them.
func takenBack[T any](now, was, is T) T {
	to, before, after := reflect.ValueOf(&now).Elem(), reflect.ValueOf(was), reflect.ValueOf(is)
	for i := range to.NumField() {
		if !sameField(before.Field(i), after.Field(i)) && sameField(to.Field(i), after.Field(i)) {
			to.Field(i).Set(before.Field(i))
		}
	}
	return now
}

// sameField compares two values of a field. A list without anything in it is read back as none.
func sameField(x, y reflect.Value) bool {
	if k := x.Kind(); (k == reflect.Slice || k == reflect.Map) && x.Len() == 0 && y.Len() == 0 {
		return true
	}
	return reflect.DeepEqual(x.Interface(), y.Interface())
}
