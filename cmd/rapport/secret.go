package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"rapport/storage"
)

// openDB opens a database. One that is encrypted is opened with what --passphrase-file says, else with what the system's keyring knows,
// else with what the person types on a terminal.
func (p *program) openDB(ctx context.Context, path string, o storage.Options) (*storage.DB, error) {
	db, err := storage.Open(ctx, path, o)
	var locked *storage.LockedError
	if !errors.As(err, &locked) {
		return db, err
	}
	if o.Secret = kept(path); o.Secret != (storage.Secret{}) {
		db, err := storage.Open(ctx, path, o)
		var wrong *storage.WrongSecretError
		if !errors.As(err, &wrong) {
			p.secret = o.Secret
			return db, err
		}
	}
	for tries := 0; p.interactive(); {
		text, e := p.ask(ctx, "Passphrase: ")
		if e != nil {
			return nil, e
		}
		o.Secret = storage.SecretOf(text)
		db, err := storage.Open(ctx, path, o)
		var wrong *storage.WrongSecretError
		if tries++; !errors.As(err, &wrong) || tries == 5 {
			p.secret = o.Secret
			return db, err
		}
		fmt.Fprintf(p.err, "rapport: %v\n", err)
		select {
		case <-time.After(storage.Wait(path, p.now())):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return nil, err
}

// interactive reports whether a person can be asked: the input is a terminal.
func (p *program) interactive() bool {
	f, ok := p.in.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// ask asks for a line that is not shown while it is typed.
func (p *program) ask(ctx context.Context, prompt string) (string, error) {
	f := p.in.(*os.File)
	before, err := term.GetState(int(f.Fd()))
	if err != nil {
		return "", err
	}
	fmt.Fprint(p.err, prompt)
	typed := make(chan string, 1)
	failed := make(chan error, 1)
	go func() {
		b, err := term.ReadPassword(int(f.Fd()))
		if err != nil {
			failed <- err
			return
		}
		typed <- string(b)
	}()
	defer fmt.Fprintln(p.err)
	select {
	case text := <-typed:
		return text, nil
	case err := <-failed:
		return "", fmt.Errorf("no passphrase was typed: %w", err)
	case <-ctx.Done():
		term.Restore(int(f.Fd()), before) //nolint:errcheck // the program ends
		return "", ctx.Err()
	}
}

// maxSecret is more than any passphrase has.
const maxSecret = 1 << 16

// secretFile is the first line of a file, without its end.
func secretFile(flag, path string) (string, error) {
	if path == "" {
		return "", usagef("%s is empty: name a file whose first line is the passphrase", flag)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("could not read the passphrase: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSecret))
	if err != nil {
		return "", fmt.Errorf("could not read the passphrase: %w", err)
	}
	line, _, _ := bytes.Cut(b, []byte("\n"))
	line = bytes.TrimSuffix(line, []byte("\r"))
	if len(line) == 0 {
		return "", fmt.Errorf("the first line of %s is empty: it must be the passphrase", path)
	}
	return string(line), nil
}

// newPassphrase is one for something that is encrypted from now on: from a file, else typed twice.
func (p *program) newPassphrase(ctx context.Context, flag, path string, given bool) (string, error) {
	if given {
		text, err := secretFile(flag, path)
		if err != nil {
			return "", err
		}
		return text, storage.CheckPassphrase(text)
	}
	if !p.interactive() {
		return "", fmt.Errorf("there is no passphrase: give it as the first line of a file with %s FILE, or run this on a terminal", flag)
	}
	text, err := p.ask(ctx, "New passphrase: ")
	if err != nil {
		return "", err
	}
	if err := storage.CheckPassphrase(text); err != nil {
		return "", err
	}
	again, err := p.ask(ctx, "Once more: ")
	if err != nil {
		return "", err
	}
	if again != text {
		return "", errors.New("the two are not the same; nothing was changed")
	}
	return text, nil
}

func (p *program) encryptCommand() *cobra.Command {
	return &cobra.Command{
		Use: "encrypt", Short: "Encrypt the database and its backups, and print the recovery key once", Args: arguments(0, 0),
		Long: "Encrypts the database and its backups with a passphrase (the first line of --passphrase-file, else typed twice). Prints the recovery key, which is kept nowhere: without it and the passphrase nobody can open the notes. Close the app before.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := p.existing()
			if err != nil {
				return err
			}
			if on, err := storage.IsEncrypted(path); err != nil || on {
				if err == nil {
					err = fmt.Errorf("%s is encrypted already: rapport passphrase changes the passphrase", path)
				}
				return err
			}
			passphrase, err := p.newPassphrase(cmd.Context(), "--passphrase-file", p.secretFlag, cmd.Flags().Changed("passphrase-file"))
			if err != nil {
				return err
			}
			o := p.options()
			o.Secret = storage.Secret{}
			done, err := storage.Encrypt(cmd.Context(), path, passphrase, o)
			if err != nil {
				return err
			}
			if p.json {
				if err := p.printJSON(struct {
					RecoveryKey string `json:"recovery_key"`
					Backups     int    `json:"backups"`
				}{done.RecoveryKey, done.Backups}); err != nil {
					return err
				}
			} else {
				p.printf("%s\n", done.RecoveryKey)
			}
			p.say("This is the recovery key. It opens the notes without the passphrase, is shown this once and kept nowhere:")
			p.say("write it down and keep it away from this computer.")
			for _, left := range done.Plain {
				p.warn([]string{"a copy could not be encrypted and still holds plain text; delete it, or encrypt it by hand: " + left})
			}
			return nil
		},
	}
}

// say tells a person on a terminal what scripts need not know.
func (p *program) say(text string) {
	if p.interactive() {
		fmt.Fprintln(p.err, text)
	}
}

func (p *program) decryptCommand() *cobra.Command {
	return &cobra.Command{
		Use: "decrypt", Short: "Make the database one that anybody can read", Args: arguments(0, 0),
		Long: "Turns encryption off. Backups that were made before stay encrypted with the passphrase. Close the app before.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := p.existing()
			if err != nil {
				return err
			}
			db, err := p.openDB(cmd.Context(), path, p.options()) // asks for the passphrase
			if err != nil {
				return err
			}
			if err := db.Close(); err != nil {
				return err
			}
			if err := storage.Decrypt(cmd.Context(), path, p.options()); err != nil {
				return err
			}
			forget(db.Encryption().ID)
			return nil
		},
	}
}

func (p *program) passphraseCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use: "passphrase", Short: "Change the passphrase of an encrypted database", Args: arguments(0, 0),
		Long: "Changes the passphrase of the database and of its backups; the recovery key stays. The present one is the first line of --passphrase-file (the recovery key does too), else asked for; the new one is the first line of --new-passphrase-file, else typed twice.",
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			path, err := p.existing()
			if err != nil {
				return err
			}
			db, err := p.openDB(cmd.Context(), path, p.options())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, db.Close()) }()
			if !db.Encryption().On {
				return fmt.Errorf("%s is not encrypted: rapport encrypt does that", path)
			}
			text, err := p.newPassphrase(cmd.Context(), "--new-passphrase-file", file, cmd.Flags().Changed("new-passphrase-file"))
			if err != nil {
				return err
			}
			left, err := db.SetPassphrase(p.secret, text)
			if err != nil {
				return err
			}
			for _, one := range left {
				p.warn([]string{"a backup keeps the passphrase before: " + one})
			}
			rekeep(db.Encryption().ID, text)
			return nil
		},
	}
	c.Flags().StringVar(&file, "new-passphrase-file", "", "`FILE` whose first line is the new passphrase")
	return c
}
