package storage

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/google/uuid"

	"rapport/people"
	"rapport/valid"
)

// ID returns the id of a record.
func ID[T Record](record T) uuid.UUID {
	return reflect.ValueOf(record).Field(0).Interface().(uuid.UUID)
}

// PutAll saves every record as PutApart does, as it is no part of anybody's typing, and the settings.
func (tx *Tx) PutAll(r people.Records) error {
	tx.apart = true
	defer func() { tx.apart = false }()
	err := each(r, func(t *table, v reflect.Value) error {
		if err := tx.giveIDs(t, v); err != nil {
			return err
		}
		if err := v.Interface().(interface{ Validate() valid.Problems }).Validate().Err(); err != nil {
			return fmt.Errorf("this %s cannot be saved: %w", noun(t.name), err)
		}
		return tx.put(t, v)
	})
	if err != nil {
		return err
	}
	for key, value := range r.Settings {
		if err := tx.SetSetting(key, value); err != nil {
			return err
		}
	}
	return nil
}

// Discard takes a record away without putting it into the trash, for one whose content lives on in another record (a talking point that
// became a topic) or that was made by mistake a moment ago. Everything that a person wrote goes through Delete.
func Discard[T Record](tx *Tx, id uuid.UUID) error {
	if !tx.writing {
		return errors.New("this transaction only reads")
	}
	t := tableOf[reflect.TypeFor[T]()]
	if _, err := Get[T](tx, id); err != nil {
		return err
	}
	gone, err := tx.hangingFrom(t, id)
	if err != nil {
		return err
	}
	return tx.remove(gone)
}
