package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"rapport/storage"
)

func (p *program) backupCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use: "backup", Short: "A verified copy of the database", Args: arguments(0, 0),
		Long: "A verified copy of the database, in the folder of its backups (and, where one is set, in the second folder for backups), or in a FILE or folder of your choice. The copy is read again and compared before it gets its name.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("output") && output == "" {
				return usagef("-o is empty: name a file or a folder, or leave it out for the folder of the backups")
			}
			return p.backup(cmd.Context(), output)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "`FILE` or folder to write to")
	return c
}

func (p *program) backup(ctx context.Context, output string) error {
	db, err := p.openToRead(ctx)
	if err != nil {
		return err
	}
	made := storage.Backup{Path: output, At: p.now()}
	var elsewhere error
	if output == "" {
		made, elsewhere, err = db.MakeBackup(ctx, "")
	} else {
		if info, err := os.Stat(output); err == nil && info.IsDir() {
			made.Path = filepath.Join(output, storage.BackupName(db.Path(), made.At))
		}
		if made.Path, err = filepath.Abs(made.Path); err == nil {
			made.Size, err = db.BackupTo(ctx, made.Path)
		}
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	if elsewhere != nil {
		p.warn([]string{elsewhere.Error()})
	}
	if p.json {
		return p.printJSON(struct {
			Path string `json:"path"`
			At   string `json:"at"`
			Size int64  `json:"size"`
		}{made.Path, made.At.Format(time.RFC3339), made.Size})
	}
	p.printf("%s\n", made.Path)
	return nil
}

func (p *program) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use: "restore FILE", Short: "Go back to a backup", Args: arguments(1, 1),
		Long: "Puts the content of a backup in the place of the database's. The backup is verified first; what is there now is kept as a backup of its own, or, where it is damaged, beside the database under another name.",
		RunE: func(cmd *cobra.Command, args []string) error { return p.restore(cmd.Context(), args[0]) },
	}
}

func (p *program) restore(ctx context.Context, from string) error {
	path, err := p.absolute()
	if err != nil {
		return err
	}
	from, err = filepath.Abs(from)
	if err != nil {
		return err
	}
	o := p.options()
	kept := ""
	damage := func(err error) bool {
		var damaged *storage.DamagedError
		return errors.As(err, &damaged) && damaged.Path == path
	}
	if _, err = os.Stat(path); err == nil {
		var db *storage.DB
		if db, err = p.openDB(ctx, path, o); err == nil {
			var before storage.Backup
			before, err = db.RestoreBackup(ctx, from, p.secret)
			kept = before.Path
			err = errors.Join(err, db.Close())
		}
	}
	if errors.Is(err, os.ErrNotExist) || damage(err) {
		kept, err = storage.RestoreOver(ctx, path, from, o)
	}
	if err != nil {
		return err
	}
	if p.json {
		return p.printJSON(struct {
			Restored string `json:"restored"`
			Kept     string `json:"kept,omitempty"`
		}{from, kept})
	}
	p.printf("Restored %s.\n", from)
	if kept != "" {
		p.printf("What was there before is kept at %s.\n", kept)
	}
	return nil
}
