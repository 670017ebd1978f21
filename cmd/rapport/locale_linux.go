package main

/*
#include <locale.h>
#include <string.h>

// Fyne parses the name of the locale while the program is being loaded and complains about C.UTF-8 on standard error, where only
// our own words may stand. Plain C means the same to it and is passed over, so the name is cut short before Go reads the environment. What characters there
// are is set before that: in plain C the window system composes Latin letters only, no € and no č.
__attribute__((constructor)) static void plain_locale(int argc, char **argv, char **envp) {
	setlocale(LC_CTYPE, "");
	static const char *const names[] = {"LC_ALL=", "LC_MESSAGES=", "LANG="};
	for (; envp && *envp; envp++) {
		for (int i = 0; i < 3; i++) {
			size_t n = strlen(names[i]);
			if (!strncmp(*envp, names[i], n) && !strncmp(*envp + n, "C.", 2)) {
				(*envp)[n + 1] = 0;
			}
		}
	}
}
*/
import "C"
