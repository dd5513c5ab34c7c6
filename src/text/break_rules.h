/*
 * text/break_rules.h — what the typography of a language keeps together. Private to text/ and its tests.
 *
 * The rules are data (the tables in break_rules.c); to teach a language, add rows.
 */
#ifndef IOMVIEW_TEXT_BREAK_RULES_H
#define IOMVIEW_TEXT_BREAK_RULES_H

#include <stddef.h>

struct language_rules;

/* The rules of LANGUAGE (a BCP 47 tag: "bg", "bg-BG"), or NULL when it has none or LANGUAGE is NULL. */
const struct language_rules *break_rules_find(const char *language);

/* Takes from BREAKS (enum text_break, a byte for each of TEXT) the allowed ones that RULES forbid. */
void break_rules_apply(
        const struct language_rules *rules, unsigned char *breaks, const char *text, size_t length);

#endif
